import t from 'tap'
import { type Kept, memoryLog, type ReplayLog } from './replay-log.ts'

const event = (id: string, size = 1): Kept => ({ id, bytes: new Uint8Array(size) })
const ids = (log: ReplayLog, after: string) => log.after(after).map(({ id }) => id)

t.test('the latest events are kept, up to a number', (t) => {
  const log = memoryLog(2)
  for (const id of ['1', '2', '3']) log.append(event(id))
  t.same([ids(log, '2'), ids(log, '3'), ids(log, '1')], [['3'], [], ['2', '3']])
  t.end()
})

t.test('the latest events are kept, up to a size', (t) => {
  const log = memoryLog(10, undefined, 10)
  for (const [id, size] of [
    ['1', 4],
    ['2', 4],
    ['3', 6],
  ] as const)
    log.append(event(id, size))
  t.same(ids(log, ''), ['2', '3'])
  log.append(event('4', 11))
  t.same(ids(log, ''), [])
  log.append(event('5', 10))
  t.same(ids(log, ''), ['5'])
  t.end()
})

t.test('what is kept is known, and nothing else', (t) => {
  const log = memoryLog(2)
  for (const id of ['1', '2', '3']) log.append(event(id))
  t.same(['1', '2', '3', '4'].map(log.holds), [false, true, true, false])
  t.end()
})

t.test('an ID that was given twice stands for the later event', (t) => {
  const log = memoryLog(10)
  for (const id of ['1', '2', '1', '3']) log.append(event(id))
  t.same(ids(log, '1'), ['3'])
  t.end()
})
