import t from 'tap'
import { createNumbered } from './numbered.ts'

const numbered = () => {
  const handed: string[] = []
  const failed: string[] = []
  const most = { things: 3, characters: 10 }
  const come = createNumbered(
    most,
    (text) => handed.push(text),
    (why) => failed.push(why),
  )
  return { come, handed, failed }
}

t.test('what is numbered is handed over in its order, each once', async (t) => {
  const { come, handed, failed } = numbered()
  come(2, 'b')
  come(3, 'c')
  come(3, 'c once more')
  t.same(handed, [])
  come(1, 'a')
  come(1, 'a once more')
  come(5, 'e')
  come(4, 'd')
  t.same([handed, failed], [['a', 'b', 'c', 'd', 'e'], []])
})

t.test('what waits for one that does not come is bounded', async (t) => {
  const { come, handed, failed } = numbered()
  for (const number of [2, 3, 4, 5]) come(number, 'x')
  t.same([handed, failed], [[], ['does not call back with number 1, but with 4 after it']])
  const large = numbered()
  large.come(2, 'x'.repeat(11))
  t.equal(large.failed.length, 1)
})

t.test('what has no number is told of', async (t) => {
  const { come, handed, failed } = numbered()
  come(Number.NaN, 'a')
  t.same([handed, failed], [[], ['calls back without a number in the path']])
})
