import { setTimeout as sleep } from 'node:timers/promises'
import { secretsOfCredential } from '../../secrets/secrets.ts'
import type { Answer } from '../answer.ts'
import { type AccessOptions, opens } from './access.ts'
import { asStranger } from './calls.ts'
import { withCredential } from './credentials.ts'
import { createHold, createUse, endOf, type Handed, type Held, handOut, isLate, revoked, unusable, usualGrace } from './handed.ts'

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
  const grace = given.grace ?? usualGrace
  const fresh = () => handOut(options)
  const use = createUse(options)
  const hold = createHold(options, grace)
  const working = async (left = 3): Promise<Handed> => {
    const handed = await fresh()
    const answer = await use(handed)
    if (opens(answer)) return handed
    if (left > 0 && isLate(handed)) return working(left - 1) // the machine is slow, and the credential lives shortly
    throw unusable(answer)
  }
  const inTime: Terms['inTime'] = async (get, act) => {
    for (let left = 3; ; left -= 1) {
      const handed = await get()
      const answer = await act(handed)
      if (left === 0 || opens(answer) || !isLate(handed)) return answer
    }
  }
  const ended = (handed: Handed): Promise<void> => sleep(Math.max(0, endOf(handed) - performance.now()), undefined, { signal })
  return {
    fresh,
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
    working: () => working(),
    inTime,
    ended,
    expiring: () => hold(async (handed) => ended(handed).then(() => endOf(handed))),
    revoking: () => hold((handed) => revoked(issuer, handed, signal)),
    async expired() {
      const handed = given.singleUse ? await Promise.all([0, ...tries].map(fresh)) : [await working()]
      const [first = await fresh()] = handed
      await ended(first)
      let answer = await use(first)
      for (const [index, share] of tries.entries()) {
        if (!opens(answer)) break
        await sleep(Math.max(0, endOf(first) + share * grace - performance.now()), undefined, { signal })
        answer = await use(handed[index + 1] ?? first)
      }
      return answer
    },
  }
}

/** How long a stream is read, in milliseconds. */
const moment = 1000

/** When a credential that has ended is tried again, as shares of the grace. */
const tries = [1 / 16, 1 / 8, 1 / 4, 1 / 2, 1]
