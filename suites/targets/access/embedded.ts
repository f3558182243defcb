import { createGuard, type Guard, tokens } from '../../../reference/mutants/server/guard.ts'
import { type Scene, secret } from '../../../reference/mutants/server/scene.ts'
import type { Answered } from '../../../reference/server/server.ts'
import type { Asked, ServerSteps } from '../../../reference/server/steps.ts'
import type { AccessAddress, Credential, Issuer } from './access.ts'
import { freshOf } from './issuer.ts'

/** What the kit is told of an embedded server: all that a configuration can say. */
export const embeddedAccess = ({ origins, grace, singleUse }: Scene): AccessAddress => ({
  origins: { allowed: origins, denied: ['https://denied.example.com'], credentials: true, headers: ['Authorization'] },
  credentials: {
    good: bearer(tokens.good),
    bad: bearer(tokens.bad),
    expired: { url: `?token=${tokens.expired}` },
    revoked: bearer(tokens.revoked),
    limited: bearer(tokens.limited),
    other: bearer(tokens.other),
  },
  grace,
  singleUse,
  neverSent: [secret],
  local: true,
})

const bearer = (token: string): Credential => ({ headers: [['Authorization', `Bearer ${token}`]] })

export const embeddedGuard = (scene: Scene, revoke: (user: string) => void): Guard => createGuard(scene.guard, revoke)

/** Asks a guard in this process. */
export const insideIssuer = (guard: Guard): Issuer => ({
  fresh: async () => freshOf(guard.fresh()),
  revoke: async ({ raw }) => guard.revoke(raw),
})

/** Where the stream was before. */
export const oldPath = '/moved'

/** The redirect from there, if that is what was asked for. */
export const movedAnswer = (asked: Asked, scene: Scene, steps: ServerSteps): Answered | undefined => {
  if (!asked.target.startsWith(oldPath)) return undefined
  const cors = steps.cors(asked, { origins: scene.origins, credentials: true })
  return { status: 307, fields: [['Location', '/'], ['Content-Length', '0'], ...scene.moved(cors)], content: null }
}
