import t from 'tap'
import { createNumbered } from './numbered.ts'

t.test('what is numbered is handed over in its order, each once', async (t) => {
  const handed: string[] = []
  const come = createNumbered((text) => handed.push(text))
  come(2, 'b')
  come(3, 'c')
  t.same(handed, [])
  come(1, 'a')
  come(1, 'a once more')
  come(5, 'e')
  come(4, 'd')
  t.same(handed, ['a', 'b', 'c', 'd', 'e'])
})
