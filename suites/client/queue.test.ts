import t from 'tap'
import { createQueue } from './queue.ts'

const { signal } = new AbortController()
const wait = { milliseconds: 10_000, signal, late: () => new Error('late') }
const any = () => true

t.test('what has come is taken in its order', async (t) => {
  const queue = createQueue<string>()
  for (const item of ['a', 'b', 'c']) queue.push(item)
  t.same([await queue.take(any, wait), await queue.take(any, wait)], ['a', 'b'])
  t.same([queue.rest(), queue.items], [['c'], ['a', 'b', 'c']])
})

t.test('what comes later is waited for', async (t) => {
  const queue = createQueue<string>()
  const taken = queue.take(any, wait)
  queue.push('a')
  t.equal(await taken, 'a')
})

t.test('what does not fit is passed over for good', async (t) => {
  const queue = createQueue<string>()
  const taken = queue.take((item) => item === 'b', wait)
  for (const item of ['a', 'b', 'c']) queue.push(item)
  t.equal(await taken, 'b')
  t.same(queue.rest(), ['c'])
})

t.test('two that wait get one item each', async (t) => {
  const queue = createQueue<string>()
  const both = Promise.all([queue.take(any, wait), queue.take(any, wait)])
  queue.push('a')
  queue.push('b')
  t.same(await both, ['a', 'b'])
})

t.test('a wait ends late, with the reason of its signal, or with what has failed, and not before it has seen all', async (t) => {
  const awake = setInterval(() => {}, 1000) // a wait by itself keeps no process up
  t.teardown(() => clearInterval(awake))
  const queue = createQueue<string>()
  await t.rejects(queue.take(any, { ...wait, milliseconds: 1 }), { message: 'late' })
  await t.rejects(queue.take(any, { ...wait, signal: AbortSignal.abort(new Error('over')) }), { message: 'over' })
  queue.push('a')
  queue.fail(new Error('lost'))
  queue.fail(new Error('lost again'))
  t.equal(await queue.take(any, wait), 'a')
  await t.rejects(queue.take(any, wait), { message: 'lost' })
})

t.test('what was taken may be let go of, but for the last; what waits stays', async (t) => {
  const queue = createQueue<string>()
  for (const item of ['a', 'b', 'c', 'd']) queue.push(item)
  await queue.take((item) => item === 'c', wait)
  t.same([queue.forget(), queue.items, queue.waiting()], [['a', 'b'], ['c', 'd'], 1])
  t.equal(await queue.take(any, wait), 'd')
})
