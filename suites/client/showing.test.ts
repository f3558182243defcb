import t from 'tap'
import { markText, showingOf } from './showing.ts'

const shown = (stream: string, cuts: readonly number[] = []) => {
  const { pieces, tellsId } = showingOf({ stream: [stream] }, cuts)
  return { pieces: pieces.map((piece) => Buffer.from(piece).toString()), tellsId }
}

t.test('a stream is shown as it is, in its pieces', async (t) => {
  t.same(shown('id: 1\ndata: a\n\n', [3]), { pieces: ['id:', ' 1\ndata: a\n\n'], tellsId: true })
})

t.test('a long reconnection time is taken back behind it', async (t) => {
  t.same(shown('retry: 5000\n\n').pieces, ['retry: 5000\n\n', 'retry: 1\n\n'])
})

t.test('an ID that a field may not be able to carry is taken back with an event of the kit, and not asked for', async (t) => {
  for (const id of ['a\tb', ' a ', '\u0001', 'é'])
    t.same(shown(`id: ${id}\n\n`), { pieces: [`id: ${id}\n\n`, `id\ndata: ${markText}\n\n`], tellsId: false })
})

t.test('nothing is put behind a stream that ends within a block or a line', async (t) => {
  for (const end of ['data: b', 'data: b\n', 'event: x\n', 'x']) t.same(shown(`retry: 5000\n\n${end}`).pieces, [`retry: 5000\n\n${end}`])
})
