import type { Decision } from '../../server/access.ts'
import { type Answer, empty, type ServerSteps, standard } from '../../server/steps.ts'
import { type GuardSteps, standardGuard, tokens } from './guard.ts'
import { type ServerMutant, serverMutant } from './mutant.ts'
import type { Scene } from './scene.ts'

type Clause = ServerMutant['clause']

/** These show in who gets a stream, and nowhere else. */
const shownBy = ['server/access', 'server/bearer', 'server/expiry', 'server/privacy', 'server/cors', 'server/http']

type Change = { readonly guard?: Partial<GuardSteps>; readonly scene?: Partial<Scene>; readonly steps?: Partial<ServerSteps> }

/** The standard's server with a guard that is wrong in one way. */
export const guarded = (id: string, clause: Clause, summary: string, { guard = {}, scene = {}, steps = {} }: Change): ServerMutant => ({
  ...serverMutant(id, clause, summary, { steps, scene: { ...scene, guard: { ...standardGuard, ...guard } } }),
  shownBy,
})

const opening = (id: string, summary: string, guard: Partial<GuardSteps>) => guarded(id, 'access.no-stream', summary, { guard })
const knowing = (decisions: Readonly<Record<string, Decision>>): Partial<GuardSteps> => ({
  known: { ...standardGuard.known, ...decisions },
})

/** A refusal that is answered otherwise. */
const refusing = (id: string, clause: Clause, summary: string, answer: (refused: Answer) => Answer) =>
  guarded(id, clause, summary, {
    steps: { refuse: (refusal, asked, rules, steps) => answer(standard.refuse(refusal, asked, rules, steps)) },
  })

const answered401 = (status: number) => ({ known: { ...standardGuard.known, [tokens.limited]: { status } } })

/** Longer than what is waited for in vain. */
const lasting = { lifetime: 1200, grace: 500 }

/** Wrong about who may read the stream. */
export const accessMutants: readonly ServerMutant[] = [
  opening('stranger-welcome', 'gives the stream to whoever shows no credentials', { stranger: () => ({}) }),
  opening('bad-welcome', 'gives the stream to whoever shows a token', { unknown: () => ({}) }),
  opening('expired-welcome', 'does not look when a token ended', knowing({ [tokens.expired]: {} })),
  opening('revoked-welcome', 'does not look whether a token was revoked', knowing({ [tokens.revoked]: {} })),
  guarded('resume-unchecked', 'access.resume', 'asks nobody who resumes for credentials', {
    guard: { stranger: ({ field }) => (field('last-event-id') === null ? { status: 401 } : {}) },
  }),
  guarded('resume-unchecked-bad', 'access.resume', 'takes a known ID for a credential', {
    guard: { unknown: ({ field }) => (field('last-event-id') === null ? { status: 401 } : {}) },
  }),
  refusing('refuses-with-200', 'access.refusal-status', 'refuses within a JSON object and a status of 200', (answer) => ({
    ...answer,
    status: 200,
    fields: [...answer.fields, ['Content-Type', 'application/json']],
  })),
  refusing('refuses-with-204', 'access.refusal-status', 'refuses with 204', (answer) => empty(204, answer.fields.slice(2))),
  refusing('login-redirect', 'access.no-login-redirect', 'redirects to a login page', ({ fields }) =>
    empty(302, [...fields.slice(1), ['Location', '/login']]),
  ),
  guarded('other-user-400', 'http.403', 'answers a user who may not read with 400', {
    guard: knowing({ [tokens.other]: { status: 400 } }),
  }),
  guarded('bearer-400-for-401', 'bearer.invalid-token', 'answers a token that is not valid with 400', {
    guard: { unknown: () => ({ status: 400 }) },
  }),
  guarded('bearer-403-for-401', 'bearer.invalid-token', 'answers a token that is not valid with 403', {
    guard: { unknown: () => ({ status: 403 }) },
  }),
  guarded('bearer-401-for-403', 'bearer.insufficient-scope', 'answers a token that does not reach far with 401', {
    guard: answered401(401),
  }),
  guarded('bearer-500-for-400', 'bearer.invalid-request', 'answers two tokens with 500', { guard: { malformed: { status: 500 } } }),
  guarded('bearer-401-for-400', 'bearer.invalid-request', 'answers two tokens with 401', { guard: { malformed: { status: 401 } } }),
  guarded('never-ends', 'access.expiry', 'keeps streams open whose credentials have ended', {
    scene: lasting,
    steps: { until: () => undefined },
  }),
  {
    ...guarded('never-revoked', 'access.revocation', 'keeps streams open whose credentials were revoked', {
      scene: lasting,
      guard: { term: 5000 },
      steps: { isRevoked: () => false },
    }),
    shownBy: ['server/access/revocation'],
  },
  guarded('fields-only', 'token.without-field', 'hands out tokens that an EventSource cannot send', {
    guard: { handedOut: (token) => ({ headers: { Authorization: `Bearer ${token}` } }) },
  }),
]
