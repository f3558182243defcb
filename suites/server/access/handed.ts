import { setTimeout as sleep } from 'node:timers/promises'
import { Unclear, Unobserved } from '../../expect.ts'
import { secretsOfCredential } from '../../secrets/secrets.ts'
import type { Fresh, Issuer } from '../../targets/access/access.ts'
import type { ServerAddress } from '../../targets/target.ts'
import { type Answer, hasHead } from '../answer.ts'
import type { Visit } from '../visit.ts'
import { type AccessOptions, opens, unclear } from './access.ts'
import type { Call } from './call.ts'
import { isRead } from './caller.ts'
import { asStranger } from './calls.ts'
import { withCredential } from './credentials.ts'

/** A credential that was handed out: when, and how long that took. Times are those of performance.now(). */
export type Handed = { readonly fresh: Fresh; readonly address: ServerAddress; readonly at: number; readonly took: number }

/** A stream that was held: `dueAt` is when its credential ended, `slack` how much earlier that may have been. */
export type Held = {
  readonly answer: Answer
  readonly dueAt: number
  /** When the credential ends by itself, if that is known. */
  readonly endsAt: number
  readonly slack: number
  readonly grace: number
}

/** Whether it ended when its credential did, as far as can be told. */
export const endedByItself = ({ answer: { end }, endsAt, slack }: Held): boolean => end.how !== 'left' && end.at >= endsAt - slack

export const usualGrace = 30_000

/** The longest that a credential may live for its end to be waited for, in milliseconds. */
export const longestTerm = 60_000

export const handOut = async ({ given, address, issuer, keepSecret, signal }: AccessOptions): Promise<Handed> => {
  const began = performance.now()
  try {
    const fresh = await issuer?.fresh?.(signal)
    if (!fresh) throw new Unclear('kit', 'a case asks for credentials and does not say that it needs them')
    keepSecret(secretsOfCredential(fresh.credential, address.url))
    const at = performance.now()
    return { fresh, address: withCredential(asStranger(given, address), fresh.credential), at, took: at - began }
  } catch (error) {
    throw unclear(error)
  }
}

/** When it was made void. */
export const revoked = async (issuer: Issuer | undefined, { fresh }: Handed, signal: AbortSignal): Promise<number> => {
  try {
    await issuer?.revoke?.(fresh, signal)
    return performance.now()
  } catch (error) {
    throw unclear(error)
  }
}

export const createUse =
  ({ survey, see }: AccessOptions, reading = 0) =>
  (handed: Handed): Promise<Answer> => {
    const read = new AbortController()
    const stay = ({ head }: Visit) =>
      head?.status === 200 && reading === 0 ? AbortSignal.abort() : AbortSignal.any([read.signal, AbortSignal.timeout(1000)])
    const onSeen = (draft: Visit) => void (isRead(draft) && read.abort())
    return see(survey.open(callOf(handed), stay, onSeen), 'a request with a fresh credential')
  }

/** Opens a stream, acts once it is open, and listens on until it ends, or until the grace is over from when `act` says. */
export const createHold = (options: AccessOptions, grace: number) => {
  const { survey, see, signal } = options
  const hold = async (act: (handed: Handed) => Promise<number>, left = 3): Promise<Held> => {
    const handed = await handOut(options)
    const held = new AbortController()
    let due: Promise<number> | undefined
    const onSeen = (draft: Visit) => {
      if (!hasHead(draft) || !opens(draft)) return void held.abort()
      if (due) return
      due = act(handed)
      due.then(() => sleep(grace, undefined, { signal: held.signal })).then(...always(() => held.abort()))
    }
    const stay = () => AbortSignal.any([held.signal, signal])
    const answer = await see(
      survey.open(callOf(handed), stay, onSeen).finally(() => held.abort()),
      'a request with a fresh credential',
    )
    if (due)
      return {
        answer,
        dueAt: await due,
        endsAt: handed.at + (handed.fresh.expiresIn ?? Number.POSITIVE_INFINITY),
        slack: handed.took + 100,
        grace,
      }
    if (left > 0 && isLate(handed)) return hold(act, left - 1)
    throw unusable(answer)
  }
  return hold
}

const always = (act: () => void) => [act, act] as const

const callOf = ({ address }: Handed): Call => ({ address, change: {} })

export const endOf = (handed: Handed): number => handed.at + termOf(handed)

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

export const isLate = ({ fresh: { expiresIn = Number.POSITIVE_INFINITY }, at }: Handed) => performance.now() - at > expiresIn / 2

export const unusable = ({ head }: Answer) =>
  new Unclear('setup', `what server.fresh hands out opens no stream: the server answers ${head.status}`)
