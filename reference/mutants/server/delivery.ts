import { pipeline, Readable } from 'node:stream'
import { constants, createGzip } from 'node:zlib'
import type { Answered } from '../../server/server.ts'
import { streamOf } from '../../server/subscriber.ts'
import { type ServerMutant, serverMutant, set } from './mutant.ts'
import { changing, ignoring, listening } from './node-transport.ts'

/** The same answer compressed, with each write flushed or none. */
const compressed = (answer: Answered, flush: number): Answered => {
  if (answer.content === null) return answer
  const gzip = createGzip({ flush })
  const plain = Readable.fromWeb(streamOf(answer.content) as never)
  pipeline(plain, gzip, () => {})
  return {
    ...answer,
    fields: set(answer.fields, 'Content-Encoding', 'gzip'),
    content(sink) {
      gzip.on('data', (bytes) => sink.write(bytes)).on('end', () => sink.end())
      return { leave: () => plain.destroy() }
    },
  }
}

const never = (method: string) =>
  serverMutant(`never-answers-${method.toLowerCase()}`, 'http.answered', `never answers ${method}`, {
    http: '1.1',
    transport: ignoring((request) => request.method === method),
  })

/** Wrong in when something comes, or whether. */
export const deliveryMutants: readonly ServerMutant[] = [
  ...['HEAD', 'OPTIONS', 'PROPFIND'].map(never),
  serverMutant('gzip-unasked', 'http.unasked-coding', 'compresses whatever is accepted', {
    http: '1.1',
    transport: changing((answer) => compressed(answer, constants.Z_SYNC_FLUSH)),
  }),
  serverMutant('gzip-held-back', 'delivery.flush-compressed', 'compresses without flushing', {
    http: '1.1',
    transport: changing((answer, { field }) =>
      field('accept-encoding')?.includes('gzip') ? compressed(answer, constants.Z_NO_FLUSH) : answer,
    ),
  }),
  serverMutant('coding-untrue', 'http.coding-told', 'says gzip and compresses nothing', {
    http: '1.1',
    transport: changing((answer, { field }) =>
      field('accept-encoding')?.includes('gzip') ? { ...answer, fields: set(answer.fields, 'Content-Encoding', 'gzip') } : answer,
    ),
  }),
  serverMutant('silent', 'delivery.keep-alive', 'says nothing for long', { scene: { first: 1500, keepAlive: 60_000, lifetime: 1600 } }),
  serverMutant('head-held-back', 'delivery.headers-first', 'holds the head back until the first event', {
    http: '1.1',
    scene: { retry: undefined, first: 700, keepAlive: 1500, lifetime: 1100 },
    transport: listening((listener) => (request, response) => {
      Object.assign(response, { flushHeaders() {} })
      listener(request, response)
    }),
  }),
  serverMutant('one-at-a-time', 'delivery.concurrent', 'lets a stream wait until the one before has ended', {
    http: '1.1',
    transport: listening((listener) => {
      let before: Promise<void> = Promise.resolve()
      return (request, response) => {
        const ended = new Promise<void>((resolve) => response.once('close', resolve))
        void before.then(() => listener(request, response))
        before = before.then(() => ended)
      }
    }),
  }),
]
