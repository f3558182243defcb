import t from 'tap'
import { silence, Unobserved, Violation } from '../expect.ts'
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
