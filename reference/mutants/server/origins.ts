import { type Asked, allowedOrigin, empty, type Rules, standard } from '../../server/steps.ts'
import { standardGuard } from './guard.ts'
import { answering, type ServerMutant, serverMutant, set } from './mutant.ts'

type Clause = ServerMutant['clause']

/** These show in what is told to other origins, and nowhere else. */
const shownBy = ['server/cors', 'server/http']

const about = (id: string, clause: Clause, summary: string, change: Parameters<typeof serverMutant>[3]): ServerMutant => ({
  ...serverMutant(id, clause, summary, change),
  shownBy,
})

/** Allows an origin that looks like one of the list. */
const allowing = (id: string, clause: Clause, summary: string, isLike: (origin: string, listed: string) => boolean) =>
  about(id, clause, summary, {
    steps: {
      cors(asked, rules) {
        const asking = asked.field('origin')
        const origins = asking !== null && rules.origins.some((listed) => isLike(asking, listed)) ? [asking] : rules.origins
        return standard.cors(asked, { ...rules, origins })
      },
    },
  })

const isPreflight = (asked: Asked) => asked.method === 'OPTIONS' && asked.field('access-control-request-method') !== null

const cors = (id: string, clause: Clause, summary: string, isSilent: (asked: Asked, rules: Rules) => boolean) =>
  about(id, clause, summary, {
    steps: { cors: (asked, rules) => standard.cors(asked, isSilent(asked, rules) ? { ...rules, origins: [] } : rules) },
  })

const preflight = (id: string, clause: Clause, summary: string, allowed: string) =>
  about(
    id,
    clause,
    summary,
    answering('options', (answer, asked) =>
      isPreflight(asked) && answer.fields.some(([name]) => name === 'Access-Control-Allow-Headers')
        ? { ...answer, fields: set(answer.fields, 'Access-Control-Allow-Headers', allowed) }
        : answer,
    ),
  )

const refusedPreflight = (status: number) =>
  about(`preflight-asks-${status}`, 'cors.preflight-unauthenticated', `answers a preflight with ${status}`, {
    steps: {
      options: (asked, rules, steps) =>
        isPreflight(asked)
          ? empty(status, [
              ['Content-Length', '0'],
              ...(status === 401 ? [['WWW-Authenticate', 'Bearer'] as const] : [['Location', '/login'] as const]),
              ...steps.cors(asked, rules),
            ])
          : standard.options(asked, rules, steps),
    },
  })

/** Wrong about pages of some origins. */
export const originMutants: readonly ServerMutant[] = [
  cors('origin-forgotten', 'cors.origin-exact', 'tells a page of an allowed origin nothing', ({ method }) => method === 'GET'),
  about('origin-wildcard-for-cookies', 'cors.credentials-origin', 'names the wildcard where cookies are sent', {
    steps: {
      cors: (asked, rules) =>
        allowedOrigin(asked, rules).length > 0
          ? set(standard.cors(asked, rules), 'Access-Control-Allow-Origin', '*')
          : standard.cors(asked, rules),
    },
  }),
  preflight('preflight-wildcard', 'cors.allow-headers-authorization', 'allows every field by the wildcard', '*'),
  preflight(
    'preflight-wildcard-named',
    'cors.allow-headers-credentials',
    'allows one field, and others by the wildcard',
    'Authorization, *',
  ),
  preflight('preflight-no-authorization', 'cors.allow-headers-authorization', 'does not allow Authorization', 'Last-Event-ID'),
  refusedPreflight(401),
  refusedPreflight(302),
  about('redirect-silent', 'cors.redirect', 'redirects without a word to other origins', {
    scene: { moved: (fields) => fields.filter(([name]) => name === 'Vary') },
  }),
  about('refusal-silent', 'cors.final-status', 'tells pages of allowed origins nothing when it refuses them', {
    steps: { refuse: (refusal, asked, rules, steps) => standard.refuse(refusal, asked, { ...rules, origins: [] }, steps) },
  }),
  allowing('allows-null', 'origin.null', 'allows the origin null', (asking) => asking === 'null'),
  allowing('allows-suffix', 'origin.suffix', 'allows what ends like an allowed host', (asking, listed) =>
    asking.endsWith(new URL(listed).hostname.replace(/^https:/, '')),
  ),
  allowing(
    'allows-prefix',
    'origin.prefix',
    'allows what begins like an allowed origin and goes on with a name',
    (asking, listed) => asking.startsWith(`${listed}.`) && asking !== `${listed}.`,
  ),
  allowing('allows-pattern', 'origin.prefix', 'takes the dots of an allowed origin for any character', (asking, listed) =>
    new RegExp(`^${listed}$`).test(asking),
  ),
  allowing('allows-scheme', 'origin.scheme', 'allows http for https', (asking, listed) => asking === listed.replace('https:', 'http:')),
  allowing('allows-port', 'origin.port', 'allows any port', (asking, listed) => new RegExp(`^${listed}:\\d+$`).test(asking)),
  allowing('allows-dot', 'origin.trailing-dot', 'allows a dot behind the host', (asking, listed) => asking === `${listed}.`),
  allowing('allows-denied', 'origin.listed', 'allows an origin that was to be denied', (asking) => asking === 'https://denied.example.com'),
  about('rebound', 'origin.rebinding', 'gives the stream to whoever asks under any name', {
    scene: { guard: { ...standardGuard, isOwnName: () => true, stranger: ({ field }) => (isLocal(field('host')) ? { status: 401 } : {}) } },
  }),
]

const isLocal = (host: string | null) => host?.startsWith('127.') ?? false
