import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Unclear } from '../expect.ts'
import type { ClientListener } from './client-connection.ts'
import { bytesAsJson, type Measure } from './meter.ts'
import { createNumbered } from './numbered.ts'
import { toldOf, unfit } from './told.ts'

/** Who is called back: with so many bytes at most at the same time. */
type Called = { readonly room: number; hear(number: number, text: string): void; fail(why: string): void }

/** Where a service calls back: one path a client, its calls numbered. */
export const openCallbacks = async () => {
  const calledBy = new Map<string, Called>()
  const held = new Map<Called, number>()
  const server = createServer(async (request, response) => {
    const [, client = '', number = ''] = (request.url ?? '').split('/')
    const called = calledBy.get(client)
    if (!called) {
      request.resume()
      return void response.writeHead(404).end()
    }
    const text = await textWithin(request, called, held).catch(() => undefined) // the service has broken it off
    response.end()
    if (text !== undefined && calledBy.has(client)) called.hear(/^[1-9]\d*$/.test(number) ? Number(number) : Number.NaN, text)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  let count = 0
  return {
    expect(listener: ClientListener, most: Measure) {
      const client = `${++count}`
      const forget = () => void calledBy.delete(client)
      const fail = (why: string) => {
        forget()
        listener.lost(new Unclear('setup', `the service ${why}`), { shared: false })
      }
      const hear = createNumbered(most, (text) => hearOne(text, listener, fail), fail)
      calledBy.set(client, { room: bytesAsJson(most), hear, fail })
      return { url: `http://127.0.0.1:${port}/${client}`, forget }
    },
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** The body of a callback; undefined, and nothing more is heard of its client, where all that are on their way are more than there is room for. */
const textWithin = async (request: IncomingMessage, called: Called, held: Map<Called, number>): Promise<string | undefined> => {
  const chunks: Buffer[] = []
  let own = 0
  const hold = (bytes: number) => {
    own += bytes
    const all = (held.get(called) ?? 0) + bytes
    if (all > 0) held.set(called, all)
    else held.delete(called)
    return all <= called.room
  }
  try {
    for await (const chunk of request) {
      chunks.push(chunk)
      if (hold(chunk.length)) continue
      called.fail(`calls back with more than ${called.room} bytes`)
      return undefined
    }
    return Buffer.concat(chunks).toString('utf8')
  } finally {
    hold(-own)
  }
}

const hearOne = (text: string, listener: ClientListener, fail: (why: string) => void): void => {
  const line = lineOf(text)
  const why = line ? unfit(line) : `what is no message in JSON: ${JSON.stringify(text.slice(0, 120))}`
  const told = line && toldOf(line)
  if (why !== undefined) fail(`calls back with ${why}`)
  else if (told) listener.told({ ...told, at: performance.now() })
}

/** A message of the protocol as an event line; undefined where it is none. */
const lineOf = (text: string): Record<string, unknown> | undefined => {
  try {
    const { kind, event, comment, error } = JSON.parse(text)
    if (kind === 'event') return { type: event?.type || undefined, data: event?.data ?? '', lastEventId: event?.id }
    if (kind === 'comment') return { comment: comment ?? '' }
    return kind === 'error' ? { error: error ?? comment ?? 'error' } : {}
  } catch {
    return undefined
  }
}
