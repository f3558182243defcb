import { allowedOrigin, empty, type Field, type Rules, standard } from '../../server/steps.ts'
import { answering, type ServerMutant, serverMutant, set } from './mutant.ts'

type Cors = typeof standard.cors
const cors = (id: string, clause: ServerMutant['clause'], summary: string, step: Cors): ServerMutant =>
  serverMutant(id, clause, summary, { steps: { cors: step } })

/** What is said to an origin of the list, changed. */
const renaming = (id: string, clause: ServerMutant['clause'], summary: string, rename: (origin: string) => readonly string[]) =>
  cors(id, clause, summary, (asked, rules) =>
    set(standard.cors(asked, rules), 'Access-Control-Allow-Origin', ...allowedOrigin(asked, rules).flatMap(rename)),
  )

const reflected: Cors = (asked) => {
  const origin = asked.field('origin')
  return [['Vary', 'Origin'], ...(origin === null ? [] : [['Access-Control-Allow-Origin', origin] as const])]
}
const credentials: Field = ['Access-Control-Allow-Credentials', 'true']
const isAllowed = (asked: Parameters<Cors>[0], rules: Rules) => allowedOrigin(asked, rules).length > 0

/** Wrong about other origins. */
export const corsMutants: readonly ServerMutant[] = [
  renaming('origin-slash', 'cors.origin-exact', 'adds a slash to the origin', (origin) => [`${origin}/`]),
  renaming('origin-upper', 'cors.origin-exact', 'writes the origin in capitals', (origin) => [origin.toUpperCase()]),
  { ...renaming('origin-twice', 'cors.origin-single', 'sends two fields for the origin', (origin) => [origin, origin]), http: '1.1' },
  renaming('origin-list', 'cors.origin-single', 'names two origins', (origin) => [`${origin}, https://elsewhere.invalid`]),
  cors('origin-reflected', 'origin.not-reflected', 'allows whatever origin asks, with credentials', (asked, rules) =>
    asked.field('origin') === null ? reflected(asked, rules) : [...reflected(asked, rules), credentials],
  ),
  cors('wildcard-credentials', 'cors.wildcard-credentials', 'allows every origin, with credentials', () => [
    ['Access-Control-Allow-Origin', '*'],
    credentials,
    ['Vary', 'Origin'],
  ]),
  cors('credentials-capital', 'cors.credentials-true', 'writes True', (asked, rules) => [
    ...standard.cors(asked, rules),
    ...(isAllowed(asked, rules) ? [['Access-Control-Allow-Credentials', 'True'] as const] : []),
  ]),
  cors('credentials-one', 'cors.credentials-true', 'writes 1 for true', (asked, rules) => [
    ...standard.cors(asked, rules),
    ...(isAllowed(asked, rules) ? [['Access-Control-Allow-Credentials', '1'] as const] : []),
  ]),
  cors('vary-never', 'cors.vary', 'never sends Vary', (asked, rules) => set(standard.cors(asked, rules), 'Vary')),
  cors('vary-other', 'cors.vary', 'varies on something else', (asked, rules) =>
    set(standard.cors(asked, rules), 'Vary', 'Accept-Encoding'),
  ),
  cors('vary-with-origin', 'cors.vary-without-origin', 'sends Vary only where there is an origin', (asked, rules) =>
    asked.field('origin') === null ? [] : standard.cors(asked, rules),
  ),
  ...[403, 404].map((status) =>
    serverMutant(`preflight-${status}`, 'cors.preflight-status', `allows a preflight with ${status}`, {
      steps: {
        options: (asked, rules, steps) =>
          asked.field('access-control-request-method') === null
            ? standard.options(asked, rules, steps)
            : empty(status, [['Content-Length', '0'], ...steps.cors(asked, rules), ...steps.preflight(asked, rules)]),
      },
    }),
  ),
  serverMutant(
    'preflight-no-headers',
    'cors.preflight-last-event-id',
    'names no fields that are allowed',
    answering('options', (answer) => ({ ...answer, fields: set(answer.fields, 'Access-Control-Allow-Headers') })),
  ),
  serverMutant(
    'preflight-other-headers',
    'cors.preflight-last-event-id',
    'allows other fields only',
    answering('options', (answer) =>
      answer.fields.some(([name]) => name === 'Access-Control-Allow-Headers')
        ? { ...answer, fields: set(answer.fields, 'Access-Control-Allow-Headers', 'Content-Type, Cache-Control') }
        : answer,
    ),
  ),
]
