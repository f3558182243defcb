import { setTimeout as sleep } from 'node:timers/promises'
import { Unclear, Unobserved } from '../../expect.ts'
import { secretsOfField, secretsOfUrl } from '../../secrets/secrets.ts'
import type { Credential, Fresh } from '../../targets/access/access.ts'
import type { ServerAddress } from '../../targets/target.ts'
import type { Answer } from '../answer.ts'
import { hasHead } from '../answer.ts'
import type { Visit } from '../visit.ts'
import { type AccessOptions, opens, unclear } from './access.ts'
import type { Call } from './call.ts'
import { asStranger } from './calls.ts'
import { partsOf, withCredential } from './credentials.ts'

/** A credential that was handed out: when, and how long that took. Times are those of performance.now(). */
export type Handed = { readonly fresh: Fresh; readonly address: ServerAddress; readonly at: number; readonly took: number }

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

/** A stream that was held: `dueAt` is when its credential ended, `slack` how much earlier that may have been. */
export type Held = { readonly answer: Answer; readonly dueAt: number; readonly slack: number; readonly grace: number }

export const usualGrace = 30_000

/** The longest that a credential may live for its end to be waited for, in milliseconds. */
export const longestTerm = 60_000

export const createTerms = (options: AccessOptions): Terms => {
  const { survey, given, address, issuer, see, keepSecret, signal } = options
  const grace = given.grace ?? usualGrace

  const fresh = async (): Promise<Handed> => {
    const began = performance.now()
    try {
      const handed = await issuer?.fresh?.(signal)
      if (!handed) throw new Unclear('kit', 'a case asks for credentials and does not say that it needs them')
      keepSecret(secretsOf(handed.credential, address.url))
      const at = performance.now()
      return { fresh: handed, address: withCredential(asStranger(given, address), handed.credential), at, took: at - began }
    } catch (error) {
      throw unclear(error)
    }
  }
  const callOf = ({ address }: Handed): Call => ({ address, change: {} })
  const use = (handed: Handed) =>
    see(
      survey.open(callOf(handed), briefly, () => {}),
      'a request with a fresh credential',
    )
  const working = async (left = 3): Promise<Handed> => {
    const handed = await fresh()
    const answer = await use(handed)
    if (opens(answer)) return handed
    if (left > 0 && isLate(handed)) return working(left - 1) // the machine is slow, and the credential lives shortly
    throw unusable(answer)
  }
  const hold = async (act: (handed: Handed) => Promise<number>, left = 3): Promise<Held> => {
    const handed = await fresh()
    const held = new AbortController()
    let due: Promise<number> | undefined
    const onHead = (draft: Parameters<typeof hasHead>[0]) => {
      if (!hasHead(draft) || !opens(draft)) return held.abort()
      due ??= act(handed).finally(() => {
        void sleep(grace, undefined, { signal: held.signal }).then(
          () => held.abort(),
          () => {},
        )
      })
      due.catch(() => held.abort())
    }
    const visiting = survey.open(callOf(handed), () => AbortSignal.any([held.signal, signal]), onHead).finally(() => held.abort())
    const answer = await see(visiting, 'a request with a fresh credential')
    if (due) return { answer, dueAt: await due, slack: handed.took + 100, grace }
    if (left > 0 && isLate(handed)) return hold(act, left - 1)
    throw unusable(answer)
  }
  const end = (handed: Handed): number => handed.at + termOf(handed)
  const ended = (handed: Handed): Promise<void> => sleep(Math.max(0, end(handed) - performance.now()), undefined, { signal })

  return {
    fresh,
    use,
    useUrl: (handed, url) => {
      keepSecret(secretsOf({ url }, address.url))
      return use({ ...handed, address: { ...handed.address, url } })
    },
    working: () => working(),
    ended,
    expiring: () => hold(async (handed) => ended(handed).then(() => end(handed))),
    revoking: () =>
      hold(async ({ fresh }) => {
        await issuer?.revoke?.(fresh, signal).catch((error) => {
          throw unclear(error)
        })
        return performance.now()
      }),
    async expired() {
      const handed = given.singleUse ? await fresh() : await working()
      await ended(handed)
      for (let pause = 20; ; pause = Math.min(5000, pause * 2)) {
        const answer = await use(handed)
        if (!opens(answer) || performance.now() > end(handed) + grace) return answer
        await sleep(pause, undefined, { signal })
      }
    },
  }
}

/** A stream is left at once; an error is read. */
const briefly = ({ head }: Visit): AbortSignal => (head?.status === 200 ? AbortSignal.abort() : AbortSignal.timeout(1000))

const termOf = ({ fresh: { expiresIn } }: Handed): number => {
  if (expiresIn === undefined)
    throw new Unobserved(
      'not observed: server.fresh does not say how long a credential lives',
      '"expiresIn": milliseconds, in what server.fresh gives',
    )
  if (expiresIn <= longestTerm) return expiresIn
  throw new Unobserved(
    `not observed: a fresh credential lives for ${expiresIn / 1000} s, and is waited for ${longestTerm / 1000} s at most`,
    'a server.fresh whose credentials live for some seconds',
  )
}

const isLate = ({ fresh: { expiresIn = Number.POSITIVE_INFINITY }, at }: Handed) => performance.now() - at > expiresIn / 2

const unusable = ({ head }: Answer) =>
  new Unclear('setup', `what server.fresh hands out opens no stream: the server answers ${head.status}`)

const secretsOf = ({ url, headers = [] }: Credential, base: string): readonly string[] => [
  ...(url === undefined
    ? []
    : [
        ...secretsOfUrl(new URL(url, base).href),
        ...partsOf(new URL(url, base).href).filter((part) => part.length >= 8 && !partsOf(base).includes(part)),
      ]),
  ...headers.flatMap(([name, value]) => secretsOfField(name, value)),
]
