import t from 'tap'
import { silent as markSilent, silence, Unobserved, Violation } from '../expect.ts'
import { createSigns } from './signs.ts'

const { signal } = new AbortController()
const fail = (error: Error) => async () => {
  throw error
}

const signsOf = (isAlive: boolean) => {
  const looks: number[] = []
  const ask = createSigns(async () => looks.push(0) > 0 && isAlive)
  const outcomes = async (asked: readonly Error[]) => {
    const found: unknown[] = []
    for (const error of asked) found.push(await ask(signal, fail(error)).catch((caught) => caught.constructor))
    return found
  }
  return { looks, outcomes }
}

const silent = silence(1)
const unobserved = markSilent(new Unobserved('not observed', 'nothing'))
const wrong = new Violation('wrong')

t.test('after three silences in a row without a sign of life, nothing more is asked', async (t) => {
  const { outcomes, looks } = signsOf(false)
  t.same(await outcomes([silent, silent, silent, wrong, wrong]), [Violation, Violation, Violation, Unobserved, Unobserved])
  t.equal(looks.length, 1)
})

t.test('a client that gives a sign of life is asked on', async (t) => {
  const { outcomes, looks } = signsOf(true)
  t.same(await outcomes([silent, silent, silent, silent, wrong]), Array(5).fill(Violation))
  t.equal(looks.length, 1)
})

t.test('silences with an answer between them say nothing', async (t) => {
  const { outcomes, looks } = signsOf(false)
  t.same(await outcomes([silent, silent, wrong, silent, silent, wrong]), Array(6).fill(Violation))
  t.equal(looks.length, 0)
})

t.test('where nobody was blamed for a silence, a client that hangs is', async (t) => {
  const { outcomes } = signsOf(false)
  t.same(await outcomes([unobserved, unobserved, unobserved, wrong]), [Unobserved, Unobserved, Violation, Unobserved])
})

t.test('the longer the silences last, the more seldom a sign is asked for', async (t) => {
  const { outcomes, looks } = signsOf(true)
  await outcomes(Array(20).fill(silent))
  t.equal(looks.length, 3)
})
