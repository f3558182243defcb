import { setTimeout as sleep } from 'node:timers/promises'
import type { Answer } from '../answer.ts'
import { type AccessOptions, opens } from './access.ts'
import {
  createHold,
  createUse,
  endOf,
  type Handed,
  type Held,
  handOut,
  isLate,
  revoked,
  secretsOf,
  unusable,
  usualGrace,
} from './handed.ts'

/** What comes of credentials that are handed out, which takes time. */
export type Terms = {
  fresh(): Promise<Handed>
  /** Asks for the stream with it, and leaves when the head is here; an error is read to its end. */
  use(handed: Handed): Promise<Answer>
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
  const ended = (handed: Handed): Promise<void> => sleep(Math.max(0, endOf(handed) - performance.now()), undefined, { signal })
  return {
    fresh,
    use,
    useUrl(handed, url) {
      keepSecret(secretsOf({ url }, address.url))
      return use({ ...handed, address: { ...handed.address, url } })
    },
    working: () => working(),
    ended,
    expiring: () => hold(async (handed) => ended(handed).then(() => endOf(handed))),
    revoking: () => hold((handed) => revoked(issuer, handed, signal)),
    async expired() {
      const handed = given.singleUse ? await fresh() : await working()
      await ended(handed)
      for (let pause = 20; ; pause = Math.min(5000, pause * 2)) {
        const answer = await use(handed)
        if (!opens(answer) || performance.now() > endOf(handed) + grace) return answer
        await sleep(pause, undefined, { signal })
      }
    },
  }
}
