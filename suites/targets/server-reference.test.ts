import { connect as connect2 } from 'node:http2'
import { connect } from 'node:net'
import t from 'tap'
import { decode } from '../../reference/index.ts'
import { serverMutants } from '../../reference/mutants/server.ts'
import { clauses } from '../../spec/clauses.ts'
import { openServerReference } from './server-reference.ts'
import type { ServerAddress } from './target.ts'

const open = (options: { readonly mutant?: string; readonly http?: '1.1' | '2' }) =>
  openServerReference({ role: 'server', kind: 'reference', ...options }, new AbortController().signal)

const http1 = 'GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'
// Preface, an empty SETTINGS, and HEADERS of stream 1: :method GET, :scheme http, :path /, :authority x
const http2 = 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\x04\0\0\0\0\0\0\0\x06\x01\x05\0\0\0\x01\x82\x86\x84\x41\x01x'
const lastFrame = '\0\0\0\0\x01\0\0\0\x01'

/** All that a server sends to one request, until its stream ends. */
const received = ({ url, http }: ServerAddress): Promise<string> => {
  const { port, hostname } = new URL(url)
  let text = ''
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname, () => socket.write(http === '2' ? http2 : http1, 'latin1'))
    socket.on('error', () => {}).on('close', () => resolve(text))
    socket.on('data', (bytes) => {
      text += bytes.toString('latin1')
      if (http === '2' && text.includes(lastFrame)) socket.destroy()
    })
  })
}

t.test('the embedded server streams its scene over both versions of HTTP', async (t) => {
  for (const http of ['1.1', '2'] as const) {
    const server = await open({ http })
    t.teardown(() => server.close())
    const headers = Object.fromEntries(server.address.credentials?.good?.headers ?? [])
    const { events, retry } = await new Promise<ReturnType<typeof decode>>((resolve) => {
      const bytes: Buffer[] = []
      const whole = () => resolve(decode(Buffer.concat(bytes)))
      if (http === '2') {
        const session = connect2(server.address.url)
        const stream = session.request({ ':path': '/', ...headers })
        stream.on('data', (more) => bytes.push(more)).on('end', () => session.close(whole))
      } else
        void fetch(server.address.url, { headers }).then(async (response) => [
          bytes.push(Buffer.from(await response.arrayBuffer())),
          whole(),
        ])
    })
    t.equal(retry, 1000)
    t.ok(events.length > 3)
    t.same(
      events.map(({ lastEventId }) => lastEventId),
      events.map((_, n) => `7f-${n + 1}`),
    )
  }
})

t.test('a mutant that does not exist is an error of the set-up', async (t) => {
  await t.rejects(open({ mutant: 'nobody' }), { name: 'SetupError' } as Error)
})

t.test('ids of mutants are unique', async (t) => {
  const ids = serverMutants.map(({ id }) => id)
  t.same(
    ids.filter((id, at) => ids.indexOf(id) !== at),
    [],
  )
  for (const { clause } of serverMutants) t.ok(clause in clauses)
})

t.test('every mutant opens, answers something to GET, and closes', async (t) => {
  const answers = await Promise.all(
    serverMutants.map(async ({ id }) => {
      const server = await open({ mutant: id })
      const answer = await received(server.address)
      await server.close()
      return { id, answer }
    }),
  )
  t.same(
    answers.filter(({ answer }) => answer.length < 40).map(({ id }) => id),
    [],
  )
})
