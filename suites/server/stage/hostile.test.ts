import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import tap, { type Test } from 'tap'
import { run } from '../../run.ts'

type Message = { readonly data?: string }

const textOf = ({ data = '' }: Message) =>
  `${data
    .split(/\r\n|\r|\n/)
    .map((line) => `data: ${line}\n`)
    .join('')}\n`

/** A server whose stream brings an event of its own every 150 ms, and whose hook takes 2 ms for each event. */
const busyServer = async (t: Test): Promise<string> => {
  const streams = new Set<ServerResponse>()
  let count = 0
  const timer = setInterval(() => {
    count += 1
    for (const stream of streams) stream.write(`event: order\ndata: {"order":${count}}\n\n`)
  }, 150)
  const server = createServer((request, response) => {
    if (request.method === 'GET') {
      streams.add(response.writeHead(200, { 'content-type': 'text/event-stream' }))
      response.flushHeaders()
      return void response.once('close', () => streams.delete(response))
    }
    if (request.url !== '/publish') return void response.writeHead(405).end()
    let body = ''
    request.on('data', (piece) => {
      body += piece
    })
    request.once('end', () => {
      for (const stream of streams) stream.write(textOf(JSON.parse(body)))
      setTimeout(() => response.writeHead(202).end('{"ignored":["event","id","retry","comment"]}'), 2)
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(() => {
    clearInterval(timer)
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

tap.test('takes nothing that a server sends of its own accord for what was published, however long that takes', async (t) => {
  const url = await busyServer(t)
  const only = ['server/published/data-odd-characters']
  const { verdicts } = await run(
    { role: 'server', kind: 'url', url: `${url}/events`, publish: { url: `${url}/publish` }, watch: 300 },
    { timeout: 10_000, seed: 'x', only },
  )
  t.match(verdicts, [{ case: only[0], outcome: 'pass' }])
})

/** A server that hands what is published to each stream in its own way. */
const servingAs = async (t: Test, deliver: (send: () => void, message: Message) => void): Promise<string> => {
  const streams = new Set<ServerResponse>()
  const server = createServer(async (request, response) => {
    if (request.method === 'GET') {
      streams.add(response.writeHead(200, { 'content-type': 'text/event-stream' }))
      return response.flushHeaders()
    }
    if (request.url !== '/publish') return void response.writeHead(405).end()
    const message = JSON.parse((await request.toArray()).join(''))
    deliver(() => {
      for (const stream of streams) stream.write(textOf(message))
    }, message)
    response.writeHead(202).end('{"ignored":["event","id","retry","comment"]}')
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const judge = async (url: string, only: readonly string[], timeout = 5000) => {
  const target = { role: 'server', kind: 'url', url: `${url}/events`, publish: { url: `${url}/publish` }, watch: 300 } as const
  const { verdicts } = await run(target, { timeout, seed: 'x', only })
  return Object.fromEntries(verdicts.map(({ case: id, outcome }) => [id.replace('server/', ''), outcome]))
}

tap.test('tells once that each event comes twice, and judges what the events say', async (t) => {
  const url = await servingAs(t, (send) => {
    send()
    send()
  })
  t.same(await judge(url, ['server/fanout/once', 'server/published/data-lf', 'server/fanout/published-order']), {
    'published/data-lf': 'pass',
    'fanout/once': 'fail',
    'fanout/published-order': 'pass',
  })
})

tap.test('tells once that events overtake each other, and asks nothing that would need their order', async (t) => {
  let count = 0
  const url = await servingAs(t, (send) => void setTimeout(send, count++ % 2 === 0 ? 50 : 0))
  t.same(await judge(url, ['server/fanout/published-order', 'server/published/data-lf', 'server/fanout/each-event']), {
    'published/data-lf': 'skip',
    'fanout/each-event': 'pass',
    'fanout/published-order': 'fail',
  })
})

tap.test('does not take events that are lost for events that overtake each other', async (t) => {
  let count = 0
  const url = await servingAs(t, (send, { data = '' }) => {
    if (/^\d/.test(data)) count += 1 // what the kit numbers, from the fourth mark on
    if (count % 16 !== 4) send()
  })
  t.same(await judge(url, ['server/fanout/published-order', 'server/fanout/each-event']), {
    'fanout/each-event': 'fail',
    'fanout/published-order': 'pass',
  })
})

tap.test('says how late events come in one case, and does not ask for many', async (t) => {
  const url = await servingAs(t, (send) => void setTimeout(send, 1100))
  t.same(await judge(url, ['server/delivery/flush', 'server/published/data-lf', 'server/fanout/once']), {
    'delivery/flush': 'fail',
    'published/data-lf': 'skip',
    'fanout/once': 'skip',
  })
})

tap.test('judges what comes a little late', async (t) => {
  const url = await servingAs(t, (send) => void setTimeout(send, 100))
  t.same(await judge(url, ['server/delivery/flush', 'server/published/data-lf', 'server/fanout/once']), {
    'delivery/flush': 'pass',
    'published/data-lf': 'pass',
    'fanout/once': 'pass',
  })
})
