import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import t, { type Test } from 'tap'
import type { EventInput } from '../../spec/event.ts'
import { run } from '../run.ts'

/** What a server does otherwise than one that keeps all and replays what comes after an ID. */
type Odd = {
  readonly noIds?: true
  readonly ignoresIds?: true
  /** It numbers its events from here on, whatever ID it is given. */
  readonly countsFrom?: number
  readonly keeps?: number
  /** What it says to those whose ID it does not know. */
  readonly reset?: 'goes on' | 'ends'
  /** It sends what is live first, and what was missed so many milliseconds later. */
  readonly replaysAfter?: number
  readonly endsAfterReplay?: true
}

type Sent = { readonly id?: string; readonly data: string }

const textOf = ({ id, data }: Sent) => `${id === undefined ? '' : `id: ${id}\n`}data: ${data}\n\n`

/** The URL of a server that publishes what it is POSTed. */
const oddly = async (t: Test, odd: Odd): Promise<string> => {
  const log: Sent[] = []
  const open = new Set<ServerResponse>()
  let count = odd.countsFrom ?? 0
  const publish = ({ id, data = '' }: EventInput) => {
    count += 1
    const given = odd.countsFrom === undefined ? id : String(count)
    const sent: Sent = { data, ...(odd.noIds || given === undefined ? {} : { id: given }) }
    log.push(sent)
    if (log.length > (odd.keeps ?? 1000)) log.shift()
    for (const response of open) response.write(textOf(sent))
  }
  const stream = (response: ServerResponse, lastEventId: string | undefined) => {
    const known = log.findLastIndex(({ id }) => id !== undefined && id === lastEventId)
    const missed = lastEventId === undefined || odd.ignoresIds ? [] : log.slice(known + 1)
    if (odd.reset && lastEventId !== undefined && known < 0) response.write('event: reset\ndata: all anew\n\n')
    if (odd.reset === 'ends' && lastEventId !== undefined && known < 0) return response.end()
    const replay = () => {
      for (const one of missed) response.write(textOf(one))
    }
    if (odd.replaysAfter === undefined) replay()
    else setTimeout(replay, odd.replaysAfter)
    if (odd.endsAfterReplay && lastEventId !== undefined) return response.end()
    open.add(response)
    return response.once('close', () => open.delete(response))
  }
  const server = createServer(async (request, response) => {
    if (request.method === 'POST') {
      let body = ''
      for await (const piece of request) body += piece
      publish(JSON.parse(body))
      return response.writeHead(202).end()
    }
    if (request.method !== 'GET') return response.writeHead(405, { Allow: 'GET' }).end()
    response.writeHead(200, { 'Content-Type': 'text/event-stream' }).flushHeaders()
    const field = request.headers['last-event-id']?.toString()
    return stream(response, field === undefined ? undefined : Buffer.from(field, 'latin1').toString())
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
}

const active = ['missed', 'missed-once', 'missed-in-order', 'after-reset', 'within-an-event', 'twice', 'nine-to-ten', 'utf8']
const odds = ['unknown-id', 'future-id', 'malformed-id', 'oversized-id']

const outcomes = async (t: Test, odd: Odd) => {
  const url = await oddly(t, odd)
  const only = [...active, ...odds].map((slug) => `server/resumption/${slug}`)
  const { verdicts } = await run({ role: 'server', kind: 'url', url, publish: { url } }, { timeout: 1500, seed: 'x', only })
  const of = (outcome: string) => verdicts.filter((verdict) => verdict.outcome === outcome).map((verdict) => verdict.case.slice(18))
  return { failed: of('fail'), passed: of('pass'), errors: of('error') }
}

const gaps = ['missed', 'after-reset', 'within-an-event', 'twice', 'nine-to-ten']

const servers: readonly (readonly [title: string, odd: Odd, failed: readonly string[], passed: readonly string[]])[] = [
  ['one that keeps all passes', {}, [], [...active, ...odds]],
  ['one without IDs is not asked', { noIds: true }, [], []],
  ['one that takes no notice of IDs leaves gaps', { ignoresIds: true }, gaps, ['missed-once', 'missed-in-order', ...odds]],
  ['one that numbers its events passes', { countsFrom: 0 }, [], [...active.slice(0, -1), ...odds]],
  ['one that tells of a reset and goes on passes', { reset: 'goes on' }, [], [...active, ...odds]],
  ['one that tells of a reset and ends passes', { reset: 'ends' }, [], [...active, ...odds]],
  [
    'one that keeps one event and tells of the gap is not blamed',
    { keeps: 1, reset: 'goes on' },
    [],
    ['missed-once', 'missed-in-order', ...odds],
  ],
  [
    'one that replays late is out of order',
    { replaysAfter: 60 },
    ['missed-in-order'],
    ['missed', 'missed-once', ...gaps.slice(1), ...odds],
  ],
  ['one that ends after the replay is not blamed', { endsAfterReplay: true }, [], odds],
]
for (const [title, odd, failed, passed] of servers) {
  t.test(`resuming: ${title}`, async (t) => {
    t.same(await outcomes(t, odd), { failed, passed, errors: [] })
  })
}
