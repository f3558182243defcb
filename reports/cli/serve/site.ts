import type { IncomingMessage, ServerResponse } from 'node:http'
import { createEventStreamServer, createSignedUrls, nodeListener, publishText } from '../../../reference/index.ts'
import { page } from './page.ts'

export type SiteOptions = {
  /** Origins whose pages may read the stream. */
  readonly origins: readonly string[]
  /** The topics that there are; none: any may be named. */
  readonly topics: readonly string[]
  /** What readers and writers show as a bearer token; without it, everyone reads and writes. */
  readonly token?: string
  readonly retry?: number
  readonly keepAlive?: number
  /** Whether a request comes under a name of this server: pages of other names have no business here (DNS rebinding). */
  readonly isOwnName: (host: string) => boolean
}

/** A server to play with: a stream at /events, a hook at /publish, a page at /, and with a token, URLs for a minute at /fresh. */
export const createSite = (options: SiteOptions) => {
  const { origins, topics, token, retry, keepAlive } = options
  const urls = createSignedUrls({ keys: [crypto.randomUUID()] })
  const isBearer = (value: string | null | undefined) => token === undefined || value === `Bearer ${token}`
  const server = createEventStreamServer({
    origins,
    gap: { event: 'reset', data: '' },
    ...(topics.length > 0 ? { topics } : {}),
    ...(retry === undefined ? {} : { retry }),
    ...(keepAlive === undefined ? {} : { keepAlive }),
    authorize: (asked) => (isBearer(asked.field('authorization')) ? {} : urls.authorize(asked)),
  })
  const stream = nodeListener(server)
  const routes: Readonly<Record<string, Route>> = {
    'GET /': async () => ({ status: 200, type: 'text/html; charset=utf-8', text: page }),
    'POST /publish': async (request) => {
      const body = await textOf(request)
      if (body === undefined) return plain(413, 'an event has at most 8 MB')
      return publish(server, body)
    },
    'POST /fresh': async () => ({
      status: 201,
      type: 'application/json',
      text: JSON.stringify({ url: await urls.sign('/events'), expiresIn: 60_000 }),
    }),
  }
  const answer = async (request: IncomingMessage): Promise<Reply> => {
    const [path = ''] = request.url?.split('?') ?? []
    const route = routes[`${request.method} ${path}`]
    if (!route) return plain(404, `there is nothing at ${path}; the stream is at /events`)
    if (request.method === 'POST' && !isBearer(request.headers.authorization))
      return { ...plain(401, 'show the token'), challenge: 'Bearer' }
    return route(request)
  }
  return {
    close: server.close,
    listener(request: IncomingMessage, response: ServerResponse): void {
      const refusal = misplaced(request, options)
      if (refusal) send(response, refusal)
      else if (isStream(request)) stream(request, response)
      else
        void answer(request).then(
          (reply) => send(response, reply),
          () => response.destroy(),
        )
    },
  }
}

type Reply = { readonly status: number; readonly type: string; readonly text: string; readonly challenge?: string }
type Route = (request: IncomingMessage) => Promise<Reply>

const isStream = ({ url }: IncomingMessage) => url?.split('?')[0] === '/events'

/** What pages of elsewhere may not do: come under a name of theirs, or publish without being named. Who may read is for CORS to say. */
const misplaced = (request: IncomingMessage, { origins, isOwnName }: SiteOptions): Reply | undefined => {
  const { origin } = request.headers
  const host = request.headers.host ?? String(request.headers[':authority'] ?? '')
  if (!isOwnName(host)) return plain(421, 'this server does not go by that name')
  if (isStream(request) || origin === undefined || origin === `http://${host}` || origins.includes(origin)) return undefined
  return plain(403, 'pages of that origin may not publish here; name it with --origin')
}

/** Its topics stand beside the keys of an event: {"data":"…","topics":["a"]}. */
const publish = (server: ReturnType<typeof createEventStreamServer>, body: string): Reply => {
  const topics = topicsOf(body)
  const { status, text } = publishText({ publish: (event) => server.publish(event, topics ? { topics } : {}) }, body)
  return status === 202 ? { status, type: 'application/json', text } : plain(status, text)
}

const topicsOf = (body: string): readonly string[] | undefined => {
  try {
    const { topics } = JSON.parse(body) ?? {}
    return Array.isArray(topics) ? topics.map(String) : undefined
  } catch {
    return undefined
  }
}

const plain = (status: number, text: string): Reply => ({ status, type: 'text/plain; charset=utf-8', text: `${text}\n` })

const send = (response: ServerResponse, { status, type, text, challenge }: Reply): void => {
  response.writeHead(status, {
    'Content-Type': type,
    'Content-Length': Buffer.byteLength(text),
    'Cache-Control': 'no-store',
    ...(challenge ? { 'WWW-Authenticate': challenge } : {}),
  })
  response.end(text)
}

const most = 8 * 1024 ** 2

const textOf = async (request: IncomingMessage): Promise<string | undefined> => {
  let text = ''
  for await (const piece of request.setEncoding('utf8')) {
    if (text.length <= most) text += piece
  }
  return text.length > most ? undefined : text
}
