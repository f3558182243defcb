import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import tap, { type Test } from 'tap'
import { run } from '../../run.ts'

/** What becomes of the text of an event; `die` ends every connection and takes no new one. */
type Deliver = (text: string, send: (text: string) => void, die: () => void) => void

const serving = async (t: Test, deliver: Deliver): Promise<string> => {
  const streams = new Set<ServerResponse>()
  const server = createServer(async (request, response) => {
    if (request.method === 'GET') {
      streams.add(response.writeHead(200, { 'content-type': 'text/event-stream' }))
      return response.flushHeaders()
    }
    if (request.url !== '/publish') return void response.writeHead(405).end()
    const { data = '' } = JSON.parse((await request.toArray()).join(''))
    const send = (text: string) => {
      for (const stream of streams) stream.write(`${text.replace(/^/gm, 'data: ')}\n\n`)
    }
    deliver(data, send, close)
    response.writeHead(202).end('{"ignored":["event","id","retry","comment"]}')
  }).listen(0, '127.0.0.1')
  const close = () => {
    server.close()
    server.closeAllConnections()
  }
  await once(server, 'listening')
  t.teardown(close)
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const cases = [
  'server/published/data-null',
  'server/published/data-lf',
  'server/published/data-colons',
  'server/fanout/each-event',
  'server/delivery/flush',
]

const judge = async (url: string, timeout: number) => {
  const target = { role: 'server', kind: 'url', url: `${url}/events`, publish: { url: `${url}/publish` }, watch: 200 } as const
  const began = performance.now()
  const { verdicts } = await run(target, { timeout, seed: 'x', only: cases })
  return { verdicts, ms: performance.now() - began }
}

tap.test(
  'holds it against a server that it is gone after an event, once, and blames the set-up for what cannot be asked then',
  async (t) => {
    const url = await serving(t, (text, send, die) => (text.includes('\0') ? die() : send(text)))
    const { verdicts, ms } = await judge(url, 2000)
    const [fails, errors] = ['fail', 'error'].map((outcome) => verdicts.filter((verdict) => verdict.outcome === outcome))
    t.same(
      fails?.map((verdict) => verdict.case),
      ['server/published/data-null'],
      'the case that ended it, and no other',
    )
    t.ok(errors?.every(({ blame }) => blame === 'setup'))
    t.match(JSON.stringify(fails?.[0]?.wire), /u0000/, 'the report holds what was published')
    t.ok(ms < 2000 * verdicts.length, 'no case waits to the end of its time')
  },
)

tap.test('blames the set-up, once, where a hook takes what never comes', async (t) => {
  const { verdicts, ms } = await judge(await serving(t, () => {}), 1500)
  const told = verdicts.filter(({ outcome }) => outcome !== 'skip')
  t.equal(told.length, 1)
  t.match(told[0], { outcome: 'error', blame: 'setup', reason: /nothing comes on the stream/ })
  t.ok(ms < 2 * 1500 * 2, 'the silence is waited for once')
})
