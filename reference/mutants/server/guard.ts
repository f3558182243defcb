import type { Authorize, Decision } from '../../server/access.ts'
import type { Asked } from '../../server/steps.ts'

/** Who may read the stream of an embedded server, and the credentials that it hands out. */
export type Guard = {
  readonly authorize: Authorize
  /** A new credential, as JSON. */
  fresh(): string
  /** Makes one void that was handed out. */
  revoke(handed: string): void
}

/** A credential that was handed out: until when it counts, in milliseconds since 1970. */
export type Issued = { readonly token: string; readonly until: number; isUsed: boolean; isRevoked: boolean }

/** What a guard decides, one by one, so that each can be broken alone. */
export type GuardSteps = {
  /** Whether a request comes under a name of the server. */
  readonly isOwnName: (host: string) => boolean
  /** Tokens of those who are known, and what they are given. */
  readonly known: Readonly<Record<string, Decision>>
  /** Who comes without a token. */
  readonly stranger: (asked: Asked) => Decision
  /** Who comes with a token that is not known. */
  readonly unknown: (asked: Asked) => Decision
  /** A field Authorization that is none. */
  readonly malformed: Decision
  readonly isSame: (issued: string, shown: string) => boolean
  readonly isOver: (issued: Issued) => boolean
  readonly isSpent: (issued: Issued) => boolean
  readonly isVoid: (issued: Issued) => boolean
  readonly grant: (issued: Issued) => Decision
  readonly newToken: () => string
  /** How a credential is handed out. */
  readonly handedOut: (token: string) => { readonly url?: string; readonly headers?: Readonly<Record<string, string>> }
  /** How long a credential that is handed out counts, in milliseconds. */
  readonly term: number
}

/** The tokens of those whom a guard knows. */
export const tokens = {
  good: 'g00d-token-of-the-self-run',
  bad: 'b4d-token-of-the-self-run',
  expired: '3xpired-token-of-the-self-run',
  revoked: 'r3voked-token-of-the-self-run',
  limited: 'l1mited-token-of-the-self-run',
  other: '0ther-token-of-the-self-run',
} as const

const refused: Decision = { status: 401 }

export const standardGuard: GuardSteps = {
  isOwnName: (host) => /^(?:127\.0\.0\.1|\[::1\]|localhost)(?::\d+)?$/.test(host), // origin.rebinding
  known: { [tokens.good]: { user: 'ana' }, [tokens.other]: { user: 'ben' }, [tokens.limited]: { status: 403 } },
  stranger: () => refused,
  unknown: () => refused,
  malformed: { status: 400 }, // bearer.invalid-request
  isSame: (issued, shown) => issued === shown, // token.tampered
  isOver: ({ until }) => until <= Date.now(), // token.expired
  isSpent: ({ isUsed }) => isUsed, // token.reused
  isVoid: ({ isRevoked }) => isRevoked, // access.revocation
  grant: ({ token, until }) => ({ user: token, until }), // access.expiry
  newToken: () => crypto.randomUUID(), // token.rotated
  handedOut: (token) => ({ url: `?token=${token}` }), // token.without-field
  term: 500,
}

export const createGuard = (steps: GuardSteps, revoke: (token: string) => void): Guard => {
  const issued: Issued[] = []
  const find = (token: string) => issued.find((one) => steps.isSame(one.token, token))
  const decideOn = (token: string, asked: Asked): Decision => {
    const known = Object.hasOwn(steps.known, token) ? steps.known[token] : undefined
    if (known) return known
    const found = find(token)
    if (!found || steps.isOver(found) || steps.isSpent(found) || steps.isVoid(found)) return steps.unknown(asked)
    found.isUsed = true
    return steps.grant(found)
  }
  return {
    authorize(asked) {
      if (!steps.isOwnName(asked.field('host') ?? asked.field(':authority') ?? '')) return { status: 421 }
      const [, token, more] = asked.field('authorization')?.split(' ') ?? []
      if (more !== undefined) return steps.malformed
      const shown = token ?? new URLSearchParams(asked.target.split('?')[1]).get('token')
      return shown === null ? steps.stranger(asked) : decideOn(shown, asked)
    },
    fresh() {
      const token = steps.newToken()
      issued.push({ token, until: Date.now() + steps.term, isUsed: false, isRevoked: false })
      return JSON.stringify({ ...steps.handedOut(token), expiresIn: steps.term })
    },
    revoke(handed) {
      for (const one of issued) {
        if (!handed.includes(one.token)) continue
        one.isRevoked = true
        revoke(one.token)
      }
    },
  }
}
