import t from 'tap'
import { timedSignal, uncounted, within } from './deadline.ts'

const never = new AbortController().signal
const tooLate = new Error('too late')

t.test('a result in time is the result', async (t) => {
  t.equal(await within(10_000, never, tooLate, async () => 1), 1)
})

t.test('what pays no attention to its signal is left at the deadline', async (t) => {
  await t.rejects(
    within(1, never, tooLate, () => new Promise(() => {})),
    tooLate,
  )
})

t.test('the reason of the parent wins over the own deadline', async (t) => {
  const parent = AbortSignal.abort(new Error('over'))
  await t.rejects(
    within(10_000, parent, tooLate, () => new Promise(() => {})),
    /over/,
  )
})

t.test('the signal aborts with the reason', async (t) => {
  const waiting = within(
    1,
    never,
    tooLate,
    (signal) => new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
  )
  await t.rejects(waiting, tooLate)
})

t.test('what is at hand counts even after the deadline', async (t) => {
  const parent = AbortSignal.abort(new Error('over'))
  t.equal(await within(10_000, parent, tooLate, async () => 1), 1)
})

t.test('work of the kit does not count, neither here nor above', async (t) => {
  const startsSlowly = () => within(100, never, tooLate, () => new Promise(() => {})).catch(() => 'done')
  const slow = (signal: AbortSignal) => uncounted(signal, startsSlowly)
  t.equal(await within(50, never, tooLate, (signal) => within(50, signal, tooLate, slow)), 'done')
})

t.test('after the work of the kit the time goes on from where it was', async (t) => {
  await t.rejects(
    within(20, never, tooLate, async (signal) => {
      await uncounted(signal, async () => {})
      await new Promise(() => {})
    }),
    tooLate,
  )
})

t.test('the deadline above all is not put off', async (t) => {
  const run = timedSignal(20, new Error('over'), undefined)
  await t.rejects(
    within(10_000, run.signal, tooLate, (signal) => uncounted(signal, () => new Promise(() => {}))),
    /over/,
  )
  run.release()
})
