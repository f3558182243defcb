import t from 'tap'
import { publishText } from './publish.ts'
import { createEventStreamServer } from './server.ts'

const ask = () => new Request('https://stream.example/events')

t.test('an event is published, and what is null or not known is left out', async (t) => {
  const server = createEventStreamServer()
  const response = await server.respond(ask())
  t.same(publishText(server, '{"id":"1","event":null,"data":"a\\nb","retry":5,"other":1}'), { status: 202, text: '{}' })
  server.close()
  t.equal(await response.text(), 'retry: 5\nid: 1\ndata: a\ndata: b\n\n')
})

t.test('what is no event, or cannot be carried, is refused and reaches nobody', async (t) => {
  const server = createEventStreamServer()
  const response = await server.respond(ask())
  for (const body of ['', '{', '[]', 'null', '"x"', '1']) t.equal(publishText(server, body).status, 400, body)
  for (const body of ['{"id":"a\\nb"}', '{"data":1}', '{"retry":"1"}', '{"retry":-1}'])
    t.match({ body, ...publishText(server, body) }, { body, status: 422, text: /^(id|data|retry) / })
  server.close()
  t.equal(await response.text(), '')
})
