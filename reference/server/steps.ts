import type { EventInput } from '../../spec/event.ts'
import { standard as encoder } from '../encoder/steps.ts'
import { type Authorize, access, type Decision, type Grant, type Refusal } from './access.ts'
import { type GapNotice, type ResumptionSteps, resumption } from './resumption.ts'
import { type TopicSteps, topics } from './topics.ts'

/** A header field: its name and its value, one character a byte. */
export type Field = readonly [name: string, value: string]

/** A request, as far as an answer depends on it. */
export type Asked = {
  readonly method: string
  /** The request target, such as `/events?topic=a`, or a whole URL. */
  readonly target: string
  /** The value of a header field, as HTTP hands it over (one character a byte), or null. */
  readonly field: (name: string) => string | null
}

/** The head of an answer, and what follows it. */
export type Answer = { readonly status: number; readonly fields: readonly Field[]; readonly content: 'stream' | 'none' }

/** What the options of a server say about its answers. */
export type Rules = {
  readonly origins: readonly string[]
  readonly credentials?: boolean | undefined
  readonly retry?: number | undefined
  readonly authorize?: Authorize | undefined
  readonly topics?: readonly string[] | undefined
  readonly gap?: GapNotice | undefined
  readonly onError?: ((error: unknown) => void) | undefined
}

type Decide = (asked: Asked, rules: Rules, steps: ServerSteps) => Answer

type Parts = TopicSteps & ResumptionSteps

/** What a server decides, one by one, so that each can be read, and broken, alone. None of them remembers anything. */
export type ServerSteps = Parts & {
  /** Whether there is a stream for whoever asks. */
  readonly authorize: (asked: Asked, rules: Rules) => Decision | Promise<Decision>
  /** The answer to those who get none. */
  readonly refuse: (refusal: Refusal, ...rest: Parameters<Decide>) => Answer
  /** When a stream that was granted ends, in milliseconds since 1970. */
  readonly until: (grant: Grant) => number | undefined
  readonly isRevoked: (grant: Grant, isRevoked: (grant: Grant) => boolean) => boolean
  readonly answer: Decide
  readonly get: Decide
  readonly head: Decide
  readonly options: Decide
  readonly notAllowed: Decide
  readonly notImplemented: Decide
  readonly streamFields: (asked: Asked) => readonly Field[]
  readonly cors: (asked: Asked, rules: Rules) => readonly Field[]
  readonly preflight: (asked: Asked, rules: Rules) => readonly Field[]
  /** What a stream begins with. */
  readonly opening: (rules: Rules) => string
  readonly event: (input: EventInput) => string
  readonly keepAlive: () => string
  /** What a stream ends with. */
  readonly closing: (retry: number | undefined) => string
  readonly bytes: (text: string) => Uint8Array
}

/** The methods that a stream can be asked with. */
export const allowed = 'GET, HEAD, OPTIONS'

/** No content, and nothing that a cache may keep (http.final-not-stored, http.stop-not-stored). */
export const empty = (status: number, fields: readonly Field[]): Answer => ({
  status,
  fields: [['Cache-Control', 'no-store'], ...fields],
  content: 'none',
})

export const standard: ServerSteps = {
  ...access,
  ...topics,
  ...resumption,

  answer(asked, rules, steps) {
    switch (asked.method) {
      case 'GET':
        return steps.get(asked, rules, steps)
      case 'HEAD':
        return steps.head(asked, rules, steps)
      case 'OPTIONS':
        return steps.options(asked, rules, steps)
      case 'POST':
      case 'PUT':
      case 'PATCH':
      case 'DELETE':
      case 'TRACE':
      case 'CONNECT':
        return steps.notAllowed(asked, rules, steps) // http.405
      default:
        return steps.notImplemented(asked, rules, steps) // http.501, http.answered
    }
  },

  get: (asked, rules, steps) => ({
    status: 200, // http.status, and whatever Accept says: http.not-acceptable
    fields: [...steps.streamFields(asked), ...steps.cors(asked, rules)],
    content: 'stream',
  }),

  head: (asked, rules, steps) => ({ ...steps.get(asked, rules, steps), content: 'none' }), // http.head-fields, http.head-no-content

  options: (asked, rules, steps) => empty(204, [['Allow', allowed], ...steps.cors(asked, rules), ...steps.preflight(asked, rules)]), // http.options-allow, cors.preflight-status

  notAllowed: (asked, rules, steps) => empty(405, [['Allow', allowed], ['Content-Length', '0'], ...steps.cors(asked, rules)]), // http.405-allow

  notImplemented: (asked, rules, steps) => empty(501, [['Content-Length', '0'], ...steps.cors(asked, rules)]),

  streamFields: () => [
    ['Content-Type', 'text/event-stream'], // http.media-type, mime.type
    ['Cache-Control', 'no-store, no-transform'], // http.not-shared, delivery.no-transform
    ['X-Accel-Buffering', 'no'], // delivery.accel-buffering
  ],

  cors: (asked, rules) => [
    ['Vary', 'Origin'], // cors.vary, cors.vary-without-origin
    ...allowedOrigin(asked, rules).map((origin): Field => ['Access-Control-Allow-Origin', origin]), // cors.origin-exact, cors.origin-single, cors.credentials-origin
    ...(rules.credentials ? allowedOrigin(asked, rules) : []).map((): Field => ['Access-Control-Allow-Credentials', 'true']), // cors.credentials-true
  ],

  preflight: (asked, rules) =>
    asked.field('access-control-request-method') === null || allowedOrigin(asked, rules).length === 0
      ? []
      : [
          ['Access-Control-Allow-Methods', 'GET, HEAD'],
          ['Access-Control-Allow-Headers', 'Last-Event-ID, Authorization, Cache-Control'], // cors.preflight-last-event-id
        ],

  opening: ({ retry }) => (retry === undefined ? '' : encoder.event({ retry }, encoder)),

  event: (input) => encoder.event(input, encoder),

  keepAlive: () => encoder.event({ comment: '' }, encoder), // delivery.keep-alive-comment

  closing: (retry) => (retry === undefined ? '' : encoder.event({ retry }, encoder)), // grammar.ends-with-blank-line

  bytes: encoder.bytes,
}

/** The origin of the request, if it is on the list (origin.not-reflected, origin.suffix, origin.prefix, origin.scheme, origin.port). */
export const allowedOrigin = (asked: Asked, { origins }: Rules): readonly string[] => {
  const origin = asked.field('origin')
  return origin !== null && origins.includes(origin) ? [origin] : []
}
