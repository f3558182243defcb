import { setTimeout as sleep } from 'node:timers/promises'
import { Unclear } from '../../expect.ts'
import { secretsOfCredential } from '../../secrets/secrets.ts'
import type { Answer } from '../answer.ts'
import { type AccessOptions, opens } from './access.ts'
import { asStranger } from './calls.ts'
import { withCredential } from './credentials.ts'
import {
  createHold,
  createUse,
  endedByItself,
  endOf,
  type Handed,
  type Held,
  handOut,
  isLate,
  revoked,
  unusable,
  usualGrace,
} from './handed.ts'

/** What comes of credentials that are handed out, which takes time. */
export type Terms = {
  fresh(): Promise<Handed>
  /** Asks for the stream with it, and leaves when the head is here; an error is read to its end. */
  use(handed: Handed): Promise<Answer>
  /** The same, and what comes in a moment of the stream. */
  read(handed: Handed): Promise<Answer>
  /** Acts with a credential; again with another one where no stream opened and the credential may have ended meanwhile. */
  inTime(get: () => Promise<Handed>, act: (handed: Handed) => Promise<Answer>): Promise<Answer>
  /** A URL that was not handed out, in the place of one that was. */
  ofUrl(url: string): Handed
  /** The same with another URL. */
  useUrl(handed: Handed, url: string): Promise<Answer>
  /** One that opens the stream. */
  working(): Promise<Handed>
  /** A stream that was opened with a fresh credential and listened to beyond its end. */
  expiring(): Promise<Held>
  /** A stream whose credential was made void once it was open. */
  revoking(): Promise<Held>
  /** The answer to a credential after its end; asked again for as long as it opens the stream, and no longer than the grace. */
  expired(): Promise<Answer>
  /** Settles when a credential has ended. */
  ended(handed: Handed): Promise<void>
}

export const createTerms = (options: AccessOptions): Terms => {
  const { given, address, issuer, keepSecret, signal } = options
  const use = createUse(options)
  const hold = createHold(options, given.grace ?? usualGrace)
  const ended = (handed: Handed) => sleepUntil(endOf(handed), signal)
  const working = () => workingOne(options, use, 3)
  return {
    fresh: () => handOut(options),
    use,
    read: createUse(options, moment),
    ofUrl: (url) => ({
      fresh: { credential: { url }, raw: '' },
      address: withCredential(asStranger(given, address), { url }),
      at: 0,
      took: 0,
    }),
    useUrl(handed, url) {
      keepSecret(secretsOfCredential({ url }, address.url))
      return use({ ...handed, address: { ...handed.address, url } })
    },
    working,
    inTime,
    ended,
    expiring: () => hold(async (handed) => ended(handed).then(() => endOf(handed))),
    async revoking() {
      const revoke = () => hold((handed) => revoked(issuer, handed, signal))
      const held = await revoke()
      return endedByItself(held) ? revoke() : held // the machine was slow, or the credential lives shortly
    },
    async expired() {
      const one = await working() // so that it is known that they work
      const some = given.singleUse ? await Promise.all([0, ...tries].map(() => handOut(options))) : [one]
      return lastOf(some, use, options)
    },
  }
}

type Use = (handed: Handed) => Promise<Answer>

const workingOne = async (options: AccessOptions, use: Use, left: number): Promise<Handed> => {
  const handed = await handOut(options)
  const answer = await use(handed)
  if (opens(answer)) return handed
  if (left > 0 && isLate(handed)) return workingOne(options, use, left - 1) // the machine is slow, and the credential lives shortly
  throw unusable(answer)
}

const inTime: Terms['inTime'] = async (get, act) => {
  for (let left = 3; ; left -= 1) {
    const handed = await get()
    const answer = await act(handed)
    if (left === 0 || opens(answer) || !isLate(handed)) return answer
  }
}

/** The answer to credentials that have ended, of which each is shown in its turn, or the only one each time. */
const lastOf = async (handed: readonly Handed[], use: Use, { given: { grace = usualGrace }, signal }: AccessOptions): Promise<Answer> => {
  const last = Math.max(...handed.map(endOf))
  let answer: Answer | undefined
  for (const [index, share] of [0, ...tries].entries()) {
    const shown = handed[index] ?? handed[0]
    await sleepUntil(last + share * grace, signal)
    if (shown) answer = await use(shown)
    if (answer && !opens(answer)) break
  }
  if (!answer) throw new Unclear('kit', 'no credential was handed out')
  return answer
}

const sleepUntil = (time: number, signal: AbortSignal): Promise<void> => sleep(Math.max(0, time - performance.now()), undefined, { signal })

/** How long a stream is read, in milliseconds. */
const moment = 1000

/** When a credential that has ended is tried again, as shares of the grace. */
const tries = [1 / 16, 1 / 8, 1 / 4, 1 / 2, 1]
