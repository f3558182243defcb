import { once } from 'node:events'
import { connect as connect2 } from 'node:http2'
import t, { type Test } from 'tap'
import { serve } from './serve/run.ts'
import type { ServeFlags } from './serve.ts'

const usual: ServeFlags = { port: 0, host: '127.0.0.1' }

/** A server that was told to serve, where it is, and how it ends. */
const serving = async (t: Test, flags: Partial<ServeFlags> = {}) => {
  const ending = new AbortController()
  let exit: Promise<number> = Promise.resolve(-1)
  const said = await new Promise<string>((resolve) => {
    exit = serve({ ...usual, ...flags }, { out: resolve, err() {} }, ending.signal)
  })
  const origin = /http:\/\/[\d.:]+/.exec(said)?.[0] ?? ''
  t.teardown(async () => {
    ending.abort()
    await exit
  })
  const publish = (event: unknown, headers: Record<string, string> = {}) =>
    fetch(`${origin}/publish`, { method: 'POST', headers, body: JSON.stringify(event) })
  return { said, origin, publish, end: () => ending.abort(), exit: () => exit }
}

t.test('what is published comes on the stream, and the end is announced', async (t) => {
  const { origin, publish, end, exit, said } = await serving(t)
  t.match(said, new RegExp(`curl -sN ${origin}/events\n`))
  const stream = await fetch(`${origin}/events`)
  t.equal((await publish({ event: 'note', data: 'hello' })).status, 202)
  end()
  t.equal(await stream.text(), 'event: note\ndata: hello\n\nretry: 1000\n\n')
  t.equal(await exit(), 0)
  await t.rejects(fetch(origin), 'nothing listens any more')
})

t.test('what the format cannot carry is refused with a sentence', async (t) => {
  const { publish } = await serving(t)
  const refusal = await publish({ id: 'a\nb' })
  t.match([refusal.status, await refusal.text()], [422, /^id holds a CR or LF/])
})

t.test('topics are kept apart, and others are not found', async (t) => {
  const { origin, publish, end } = await serving(t, { topic: ['a', 'b'] })
  const stream = await fetch(`${origin}/events?topic=a`)
  await publish({ data: 'for b', topics: ['b'] })
  await publish({ data: 'for a', topics: ['a'] })
  t.equal((await fetch(`${origin}/events?topic=c`)).status, 404)
  end()
  t.match(await stream.text(), /^data: for a\n\n/)
})

t.test('with a token, nobody reads or writes without it or a fresh URL', async (t) => {
  const { origin, publish } = await serving(t, { token: 's3cret' })
  const headers = { authorization: 'Bearer s3cret' }
  t.equal((await fetch(`${origin}/events`)).status, 401)
  t.match(await publish({ data: 'a' }), { status: 401, headers: new Headers() })
  t.equal((await publish({ data: 'a' }, headers)).status, 202)
  const { url } = (await (await fetch(`${origin}/fresh`, { method: 'POST', headers })).json()) as { url: string }
  const stream = await fetch(origin + url)
  t.equal(stream.status, 200)
  await stream.body?.cancel()
})

t.test('HTTP/2 is spoken on the same port', async (t) => {
  const { origin } = await serving(t)
  const session = connect2(origin)
  t.teardown(() => session.destroy())
  const [head] = await once(session.request({ ':path': '/events' }), 'response')
  t.match(head, { ':status': 200, 'content-type': 'text/event-stream' })
})

t.test('pages under other names have no business here', async (t) => {
  const { origin } = await serving(t)
  const session = connect2(origin)
  t.teardown(() => session.destroy())
  const [head] = await once(session.request({ ':path': '/events', ':authority': 'evil.example' }), 'response')
  t.equal(head[':status'], 421)
})

t.test('there is a page, and nothing else', async (t) => {
  const { origin } = await serving(t)
  t.match(await (await fetch(origin)).text(), /<title>sse-conformance serve<\/title>/)
  t.equal((await fetch(`${origin}/other`)).status, 404)
})

t.test('a port that is taken is told in one sentence', async (t) => {
  const { origin } = await serving(t)
  const port = Number(new URL(origin).port)
  await t.rejects(serve({ ...usual, port }, { out() {}, err() {} }), {
    message: /^cannot listen on 127\.0\.0\.1:\d+: something listens there already/,
  })
})
