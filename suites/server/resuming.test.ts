import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import t, { type Test } from 'tap'
import type { EventInput } from '../../spec/event.ts'
import { run } from '../run.ts'

/** What a server does otherwise than one that keeps all and replays what comes after an ID. */
type Odd = {
  readonly noIds?: true
  /** How often it sends each event. Default: once. */
  readonly copies?: number
  readonly ignoresIds?: true
  /** It numbers its events from here on, whatever ID it is given. */
  readonly countsFrom?: number
  readonly keeps?: number
  /** What it says to those whose ID it does not know. */
  readonly reset?: 'goes on' | 'ends' | 'in words of its own'
  /** The status that they get. */
  readonly refusesWith?: number
  /** An event of its own that each stream begins with. */
  readonly greets?: true
  /** It sends what is live first, and what was missed so many milliseconds later. */
  readonly replaysAfter?: number
  readonly endsAfterReplay?: true
  /** It forgets what it kept when a connection is reset. */
  readonly forgetsAtReset?: true
}

type Sent = { readonly id?: string; readonly data: string }

const textOf = ({ id, data }: Sent, copies = 1) => `${id === undefined ? '' : `id: ${id}\n`}data: ${data}\n\n`.repeat(copies)

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
    if (log.length > (odd.keeps ?? 10_000)) log.shift()
    for (const response of open) response.write(textOf(sent, odd.copies))
  }
  const stream = (response: ServerResponse, lastEventId: string | undefined) => {
    const known = log.findLastIndex(({ id }) => id !== undefined && id === lastEventId)
    const isUnknown = lastEventId !== undefined && known < 0
    if (odd.refusesWith && isUnknown) return response.writeHead(odd.refusesWith).end()
    response.writeHead(200, { 'Content-Type': 'text/event-stream' }).flushHeaders()
    if (odd.greets) response.write(textOf({ data: `hello, number ${open.size}` }))
    const missed = lastEventId === undefined || odd.ignoresIds ? [] : log.slice(known + 1)
    if (odd.reset && isUnknown) response.write(odd.reset === 'in words of its own' ? 'data: oh\n\n' : 'event: reset\ndata: all anew\n\n')
    if (odd.reset === 'ends' && isUnknown) return response.end()
    const replay = () => {
      for (const one of missed) response.write(textOf(one, odd.copies))
    }
    if (odd.replaysAfter === undefined) replay()
    else setTimeout(replay, odd.replaysAfter)
    if (odd.endsAfterReplay && lastEventId !== undefined) return response.end()
    open.add(response)
    if (odd.forgetsAtReset) response.req.socket.once('error', () => log.splice(0))
    return response.once('close', () => open.delete(response))
  }
  const server = createServer(async (request, response) => {
    if (request.method === 'POST') {
      publish(JSON.parse((await request.toArray()).join('')))
      return response.writeHead(202).end()
    }
    if (request.method !== 'GET') return response.writeHead(405, { Allow: 'GET' }).end()
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

const judged = async (t: Test, odd: Odd, slugs: readonly string[]) => {
  const url = await oddly(t, odd)
  const only = slugs.map((slug) => `server/resumption/${slug}`)
  const { verdicts } = await run({ role: 'server', kind: 'url', url, publish: { url } }, { timeout: 1500, seed: 'x', only })
  return verdicts
}

const outcomes = async (t: Test, odd: Odd) => {
  const verdicts = await judged(t, odd, [...active, ...odds])
  const of = (outcome: string) => verdicts.filter((verdict) => verdict.outcome === outcome).map((verdict) => verdict.case.slice(18))
  return { failed: of('fail'), passed: of('pass'), errors: of('error') }
}

const gaps = ['missed', 'after-reset', 'within-an-event', 'twice', 'nine-to-ten']

const servers: readonly (readonly [title: string, odd: Odd, failed: readonly string[], passed: readonly string[]])[] = [
  ['one that keeps all passes', {}, [], [...active, ...odds]],
  ['one without IDs is not asked', { noIds: true }, [], []],
  ['one that takes no notice of IDs is told so once', { ignoresIds: true }, ['missed'], odds],
  [
    'one that forgets all at a reset is blamed for that',
    { forgetsAtReset: true },
    ['after-reset', 'within-an-event'],
    [...active.slice(0, 3), ...active.slice(5), ...odds],
  ],
  ['one that sends all twice is not blamed for its replays', { copies: 2 }, [], ['missed', 'missed-in-order', ...gaps.slice(1), ...odds]],
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

const keeps = 20
const late: readonly (readonly [title: string, odd: Odd, outcome: string, reason?: RegExp])[] = [
  ['one that keeps all is not blamed', {}, 'skip', /\d+ events after an ID are all kept/],
  ['one that says nothing is blamed', { keeps }, 'fail', /left out, and nothing tells/],
  ['one that numbers its events and says nothing is blamed', { keeps, countsFrom: 0 }, 'fail', /left out/],
  ['one that greets all and says nothing else is blamed', { keeps, greets: true }, 'fail', /left out/],
  ['one that tells of a reset passes', { keeps, reset: 'goes on' }, 'pass'],
  ['one that tells of a reset and ends passes', { keeps, reset: 'ends' }, 'pass'],
  ['one that says what may mean anything is not blamed', { keeps, reset: 'in words of its own' }, 'skip', /of type message may tell/],
  ['one that answers with 410 passes', { keeps, refusesWith: 410 }, 'pass'],
  ['one that answers with 204 passes', { keeps, refusesWith: 204 }, 'pass'],
  ['one that answers with 503 is not blamed', { keeps, refusesWith: 503 }, 'skip', /503/],
  ['one that answers with 500 is blamed', { keeps, refusesWith: 500 }, 'fail', /500/],
  ['one without IDs is not asked', { keeps, noIds: true }, 'skip', /without an ID/],
  ['one that takes no notice of IDs is blamed by others', { keeps, ignoresIds: true }, 'skip', /of a few events/],
]
for (const [title, odd, outcome, reason] of late) {
  t.test(`an ID that is too old: ${title}`, async (t) => {
    t.match(await judged(t, odd, ['expired-id']), [{ outcome, ...(reason && { reason }) }])
  })
}
