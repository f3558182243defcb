import t from 'tap'
import { decode } from '../decoder/decoder.ts'
import { createEventStreamServer, type EventStreamServerOptions } from './server.ts'

const url = 'https://stream.example/events'

/** What several clients get of events that belong to topics. */
const heard = async (options: EventStreamServerOptions, queries: readonly string[], headers: Record<string, string> = {}) => {
  const server = createEventStreamServer(options)
  server.publish({ id: 'old a', data: 'old a' }, { topics: ['a'] })
  server.publish({ id: 'old b', data: 'old b' }, { topics: ['b'] })
  const responses = await Promise.all(queries.map((query) => server.respond(new Request(`${url}${query}`, { headers }))))
  server.publish({ data: 'a' }, { topics: ['a'] })
  server.publish({ data: 'b' }, { topics: ['b'] })
  server.publish({ data: 'both' }, { topics: ['a', 'b'] })
  server.publish({ data: 'all' })
  server.close()
  return Promise.all(
    responses.map(async (response) =>
      response.status === 200 ? decode(await response.bytes()).events.map(({ data }) => data) : response.status,
    ),
  )
}

t.test('a client gets the topics it asks for, and what belongs to none', async (t) => {
  t.same(await heard({}, ['', '?topic=a', '?topic=b', '?topic=a&topic=b', '?topic=c']), [
    ['a', 'b', 'both', 'all'],
    ['a', 'both', 'all'],
    ['b', 'both', 'all'],
    ['a', 'b', 'both', 'all'],
    ['all'],
  ])
})

t.test('a topic that is not there is not found, and one that is not granted is forbidden', async (t) => {
  const options: EventStreamServerOptions = { topics: ['a', 'b'], authorize: () => ({ topics: ['a'] }) }
  t.same(await heard(options, ['?topic=c', '?topic=b', '?topic=a&topic=b', '?topic=a', '']), [
    404,
    403,
    403,
    ['a', 'both', 'all'],
    ['a', 'both', 'all'],
  ])
})

t.test('who resumes gets nothing of other topics, whatever ID it knows', async (t) => {
  const options: EventStreamServerOptions = { authorize: () => ({ topics: ['b'] }) }
  t.same(await heard(options, [''], { 'last-event-id': 'old a' }), [['old b', 'b', 'both', 'all']])
  t.same(await heard(options, [''], { 'last-event-id': 'unknown' }), [['old b', 'b', 'both', 'all']])
  t.same(await heard({}, ['?topic=a'], { 'last-event-id': 'old b' }), [['a', 'both', 'all']])
})

t.test('a preflight is answered whatever topic is named', async (t) => {
  const server = createEventStreamServer({ topics: ['a'] })
  t.equal((await server.respond(new Request(`${url}?topic=c`, { method: 'OPTIONS' }))).status, 204)
})

t.test('what was published may be kept elsewhere', async (t) => {
  const kept: string[] = []
  const server = createEventStreamServer({
    log: {
      append: ({ id }) => void kept.push(id ?? ''),
      after: (id) => [{ bytes: new TextEncoder().encode(`data: after ${id}\n\n`) }],
      holds: (id) => kept.includes(id),
    },
    gap: { event: 'reset', data: '{}' },
  })
  server.publish({ id: '7', data: 'x' })
  const response = await server.respond(new Request(url, { headers: { 'last-event-id': '6' } }))
  server.close()
  t.equal(await response.text(), 'event: reset\ndata: {}\n\ndata: after 6\n\n')
  t.same(kept, ['7'])
})
