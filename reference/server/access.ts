import type { Answer, Asked, Rules, ServerSteps } from './steps.ts'

/** Leave to read a stream, and what is known of who has it. */
export type Grant = {
  /** Who asks; for `revoke`, the server itself makes nothing of it. */
  readonly user?: string
  /** When the leave ends, in milliseconds since 1970. The stream ends then, after a complete event. Default: never. */
  readonly until?: number
  /** The topics whose events it may read, beside those of none. Default: all. */
  readonly topics?: readonly string[]
  /** What a refusal has. */
  readonly status?: never
}

/** No leave: an answer without content. */
export type Refusal = {
  /** From 400 to 599: 401 where (other) credentials would help, 403 where none would, 404 to hide that there is anything. */
  readonly status: number
  /** What a 401 asks for in WWW-Authenticate (RFC 9110, 11.6.1). Default: `Bearer`. */
  readonly challenge?: string
}

export type Decision = Grant | Refusal

/** Decides on each GET and HEAD, those that resume among them, before anything is answered. */
export type Authorize = (asked: Asked) => Decision | Promise<Decision>

export const isRefusal = (decision: object): decision is Refusal => 'status' in decision && decision.status !== undefined

type AccessSteps = Pick<ServerSteps, 'authorize' | 'refuse' | 'until' | 'isRevoked'>

/** Who gets a stream, and for how long. */
export const access: AccessSteps = {
  async authorize(asked, { authorize, onError }) {
    if (authorize === undefined || !isForStream(asked)) return {} // cors.preflight-unauthenticated: OPTIONS comes without credentials
    try {
      return sound(await authorize(asked)) // access.no-stream, access.resume
    } catch (error) {
      onError?.(error)
      return { status: 500 }
    }
  },

  refuse: ({ status, challenge = 'Bearer' }, asked, rules, steps): Answer => ({
    status, // access.refusal-status, access.no-login-redirect
    fields: [
      ['Cache-Control', 'no-store'],
      ['Content-Length', '0'],
      ...(status === 401 ? [['WWW-Authenticate', challenge] as const] : []), // http.401-challenge
      ...steps.cors(asked, rules), // cors.error-responses
    ],
    content: 'none',
  }),

  until: ({ until }) => until, // access.expiry

  isRevoked: (grant, isRevoked) => isRevoked(grant), // access.revocation
}

const isForStream = ({ method }: Asked) => method === 'GET' || method === 'HEAD'

/** A decision that can be carried out: whatever else a callback returns must not open a stream. */
const sound = (decision: Decision): Decision => {
  if (!isRefusal(decision)) return hasEnded(decision) ? { status: 401 } : decision
  const { status, challenge = '' } = decision
  if (!Number.isInteger(status) || status < 400 || status > 599)
    throw new RangeError(`a refusal has a status from 400 to 599, not ${status}`)
  if (!/^[\t\x20-\x7e\x80-\xff]*$/.test(challenge)) throw new RangeError('a challenge is one line of Latin-1') // no transport could send it
  return decision
}

/** A stream that would end at once makes clients come back for ever. */
const hasEnded = ({ until = Number.POSITIVE_INFINITY }: Grant) => {
  if (Number.isNaN(until)) throw new RangeError('until is a time in milliseconds, not NaN')
  return until <= Date.now()
}

/** Decisions that are awaited, so that what is revoked meanwhile gets no stream either. */
export const createPending = () => {
  const all = new Set<((grant: Grant) => boolean)[]>()
  return {
    revoke(isRevoked: (grant: Grant) => boolean) {
      for (const revoked of all) revoked.push(isRevoked)
    },
    async decide(asked: Asked, rules: Rules, steps: ServerSteps): Promise<Decision> {
      const revoked: ((grant: Grant) => boolean)[] = []
      all.add(revoked)
      try {
        const decision = await steps.authorize(asked, rules)
        return !isRefusal(decision) && revoked.some((isRevoked) => steps.isRevoked(decision, isRevoked)) ? { status: 401 } : decision
      } finally {
        all.delete(revoked)
      }
    },
  }
}
