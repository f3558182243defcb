import { Unclear, Unobserved } from '../../expect.ts'
import type { Issuer, Origins } from '../../targets/access/access.ts'
import { SetupError } from '../../targets/setup-error.ts'
import type { ServerAddress } from '../../targets/target.ts'
import { type Answer, isStream } from '../answer.ts'
import { type Change, preflightOf } from '../requests.ts'
import type { Survey } from '../survey.ts'
import type { Visit } from '../visit.ts'
import { asStranger, asWho, conditional, fromOrigin, moved, rebound } from './calls.ts'
import type { Who } from './credentials.ts'
import { createTerms, type Terms } from './terms.ts'

/** What a case about access holds in its hands. Each call records the bytes it is about; Unobserved where there is no response. */
export type Access = {
  /** As it was configured. */
  readonly given: ServerAddress
  readonly origins: Origins
  /** The request of the stream, by a page of this origin. */
  from(origin: string): Promise<Answer>
  /** What browsers ask before a page of this origin may send such fields. */
  preflight(origin: string, fields: readonly string[]): Promise<Answer>
  /** With somebody's credentials. */
  as(who: Who, how?: { readonly resumes?: true; readonly origin?: string }): Promise<Answer>
  /** The URL that was configured, where it redirects to that of the stream. */
  moved(origin: string): Promise<Answer>
  /** Under a name that is not the server's, without credentials. */
  rebound(): Promise<Answer>
  /** With validators, as a cache would ask. */
  conditional(): Promise<Answer>
  /** The request of the stream, changed. */
  request(change: Change): Promise<Answer>
  /** The same without credentials. */
  requestAsStranger(change: Change): Promise<Answer>
  /** What comes of credentials that are handed out. */
  readonly terms: Terms
  /** Somebody hands credentials out. */
  readonly hands: boolean
}

export type AccessOptions = {
  readonly survey: Survey
  /** As it was configured, and as the stream is asked for. */
  readonly given: ServerAddress
  readonly address: ServerAddress
  readonly issuer: Issuer | undefined
  /** Records a visit; Unobserved where it got no response. */
  readonly see: (visiting: Promise<Visit>, what: string) => Promise<Answer>
  readonly keepSecret: (secrets: readonly string[]) => void
  /** Of the case. */
  readonly signal: AbortSignal
}

export const createAccess = (options: AccessOptions): Access => {
  const { survey, given, address, see, issuer } = options
  return {
    given,
    origins: given.origins ?? { allowed: [] },
    from: (origin) => see(survey.call(fromOrigin(address, origin)), `a request from ${origin}`),
    preflight: (origin, fields) =>
      see(survey.call({ address, change: preflightOf(origin, address.method, fields) }), `a preflight from ${origin}`),
    as: (who, how) =>
      see(survey.call(asWho(given, address, who, how)), `a request with ${who === 'none' ? 'no' : `the ${who}`} credentials`),
    async moved(origin) {
      const call = moved(given, address, origin)
      if (!call) throw new Unobserved('not observed: the URL does not redirect', 'a URL that redirects to the stream')
      return see(survey.call(call), 'the request that is redirected')
    },
    rebound: () => see(survey.call(rebound(given, address)), 'a request under another name'),
    conditional: () => see(survey.call(conditional(address)), 'a conditional request'),
    request: (change) => see(survey.call({ address, change }), `${change.method ?? 'the request'}`),
    requestAsStranger: (change) => see(survey.call({ address: asStranger(given, address), change, stays: true }), 'the request'),
    terms: createTerms(options),
    hands: issuer?.fresh !== undefined,
  }
}

/** Whether a response opens a stream. */
export const opens = (answer: Answer): boolean => answer.head.status === 200 && isStream(answer)

/** Throws where a response says only that there were too many requests, or that the server cannot answer now. */
export const heard = (answer: Answer): Answer => {
  const { status } = answer.head
  if (status !== 429 && status !== 503) return answer
  throw new Unobserved(`not observed: the server answers ${status}`, 'a server that takes some dozens of requests')
}

/** What somebody else broke, as the verdict that says so. */
export const unclear = (error: unknown): unknown =>
  error instanceof SetupError ? new Unclear('setup', `${error.message}; ${error.hint}`) : error
