import type { ClauseId } from '../../../spec/clauses.ts'
import type { Case } from '../../case.ts'
import { equal, Unobserved, Violation } from '../../expect.ts'
import type { ClientOptions, ClientWorld, Visit } from '../world.ts'
import { returnAfter } from './returning.ts'

const first = (slug: string, title: string, clause: ClauseId, check: (visit: Visit) => void | Promise<void>): Case<ClientWorld> => ({
  id: `client/request/${slug}`,
  title,
  clause,
  async run({ open, origin }) {
    await open(origin.url)
    await check(await origin.accept())
  },
})

const later = (slug: string, title: string, clause: ClauseId, check: (visit: Visit) => void): Case<ClientWorld> => ({
  id: `client/request/${slug}`,
  title,
  clause,
  needs: ['returns'],
  async run(world) {
    check((await returnAfter(world, 'retry: 10\nid: 1\ndata: a\n\n')).next)
  },
})

const isNoCache = (name: string) => (visit: Visit) => {
  const directives = (visit.header(name) ?? '').split(',').map((one) => one.trim().toLowerCase())
  if (!directives.includes('no-cache'))
    throw new Violation(`sends no ${name}: no-cache`, { expected: 'no-cache', actual: visit.header(name) ?? null })
}

const accepts = (visit: Visit) => {
  if (!(visit.header('accept') ?? '').toLowerCase().includes('text/event-stream'))
    throw new Violation('does not say that it accepts text/event-stream', {
      expected: 'text/event-stream',
      actual: visit.header('accept') ?? null,
    })
}

/** What is given goes out with each request, or the client has no way to take it. */
const given = (
  slug: string,
  title: string,
  options: ClientOptions,
  read: (visit: Visit) => Promise<string> | string,
  expected: string,
): Case<ClientWorld> => ({
  id: `client/request/${slug}`,
  title,
  clause: 'reconnect.same-request',
  needs: ['returns'],
  async run({ open, origin }) {
    await open(origin.url, options)
    const visit = await origin.accept()
    if ((await read(visit)) !== expected)
      throw new Unobserved(
        'not observed: the client has no way to send what the case is about',
        'a client that takes headers, method and body',
      )
    visit.send('retry: 10\n\n')
    visit.end()
    equal(await read(await origin.accept('the return')), expected, 'what the second request carries')
  },
})

const target = (slug: string, title: string, clause: ClauseId, suffix: string, expected: string): Case<ClientWorld> => ({
  id: `client/request/${slug}`,
  title,
  clause,
  async run({ open, origin }) {
    await open(`${origin.url}${suffix}`)
    equal((await origin.accept()).target, `${new URL(origin.url).pathname}${expected}`, 'the target of the request')
  },
})

/** What a request looks like. */
export const requestCases: readonly Case<ClientWorld>[] = [
  first('get', 'asks with GET', 'request.get', ({ method }) => equal(method, 'GET', 'the method')),
  first('no-content', 'asks without content', 'request.get', async (visit) => {
    equal([visit.header('transfer-encoding') ?? null, await visit.body()], [null, ''], 'Transfer-Encoding and content of the request')
  }),
  first('accept', 'says that it accepts text/event-stream, as browsers do', 'request.accept', accepts),
  later('accept-again', 'says so with each request, as browsers do', 'request.accept', accepts),
  first('cache-control', 'sends Cache-Control: no-cache', 'request.cache-control', isNoCache('Cache-Control')),
  later('cache-control-again', 'sends Cache-Control: no-cache with each request', 'request.cache-control', isNoCache('Cache-Control')),
  first('pragma', 'sends Pragma: no-cache', 'request.pragma', isNoCache('Pragma')),
  later('get-again', 'comes back with GET', 'request.get', ({ method }) => equal(method, 'GET', 'the method')),
  target('query', 'sends the query as it is written', 'request.get', '?a=1&b=%2F%20x&c', '?a=1&b=%2F%20x&c'),
  target('no-fragment', 'does not send the fragment', 'mime.fragment', '#part', ''),
  target('no-fragment-after-query', 'does not send a fragment behind a query', 'mime.fragment', '?a=1#part?b', '?a=1'),
  given(
    'header',
    'sends the fields that it is given with each request',
    { headers: { 'X-Kit': 'a b' } },
    (visit) => visit.header('x-kit') ?? '',
    'a b',
  ),
  given(
    'authorization',
    'sends the credentials that it is given with each request',
    { headers: { Authorization: 'Bearer t0ken' } },
    (visit) => visit.header('authorization') ?? '',
    'Bearer t0ken',
  ),
  given('method', 'keeps to the method that it is given', { method: 'POST', body: 'ask' }, ({ method }) => method, 'POST'),
  given(
    'body',
    'sends the body that it is given with each request',
    { method: 'POST', body: '{"q":"é"}' },
    (visit) => visit.body(),
    '{"q":"é"}',
  ),
]
