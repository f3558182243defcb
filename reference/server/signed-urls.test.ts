import t from 'tap'
import { createEventStreamServer } from './server.ts'
import { createSignedUrls, type SignedUrlOptions } from './signed-urls.ts'

const keys = ['the first key of the tests'] as const
const url = 'https://stream.example/events'

/** The status that a URL gets, asked for once or several times. */
const asking = (options: SignedUrlOptions) => {
  const urls = createSignedUrls(options)
  const server = createEventStreamServer({ authorize: urls.authorize, onError: (error) => t.fail(String(error)) })
  const status = async (signed: string) => {
    const response = await server.respond(new Request(signed))
    await response.body?.cancel()
    return response.status
  }
  return { urls, status }
}

t.test('a signed URL opens a stream, more than once, and no other URL does', async (t) => {
  const { urls, status } = asking({ keys })
  const signed = await urls.sign(`${url}?topic=a`)
  t.match(signed, /^https:\/\/stream\.example\/events\?topic=a&token=[\w-]+\.[\w-]+$/)
  t.same([await status(signed), await status(signed), await status(url), await status(`${url}?token=`)], [200, 200, 401, 401])
})

t.test('each URL is another one', async (t) => {
  const { urls } = asking({ keys })
  t.not(await urls.sign(url), await urls.sign(url))
})

t.test('a token of which any character is changed, cut or added is refused', async (t) => {
  const { urls, status } = asking({ keys })
  const signed = await urls.sign(url)
  const start = signed.indexOf('token=') + 6
  for (let at = start; at < signed.length; at += 1) {
    const other = signed[at] === 'A' ? 'B' : 'A'
    t.equal(await status(signed.slice(0, at) + other + signed.slice(at + 1)), 401, `character ${at - start}`)
  }
  for (const changed of [signed.slice(0, -1), `${signed}A`, `${signed}.`, `${signed}=`, `${url}?token=.`, `${url}?token=%ff.%ff`])
    t.equal(await status(changed), 401, changed)
})

t.test('a token ends when its time is over', async (t) => {
  const { urls, status } = asking({ keys, lifetime: 0 })
  t.equal(await status(await urls.sign(url)), 401)
})

t.test('a token for one stream opens no second one', async (t) => {
  const { urls, status } = asking({ keys, once: true })
  const [first, second] = [await urls.sign(url), await urls.sign(url)]
  t.same([await status(first), await status(first), await status(second), await status(first)], [200, 401, 200, 401])
})

t.test('a key may be replaced while the URLs of the old one still count', async (t) => {
  const old = createSignedUrls({ keys })
  const signed = await old.sign(url)
  const rotated = asking({ keys: ['the second key of the tests', ...keys] })
  t.equal(await rotated.status(signed), 200)
  t.equal(await asking({ keys: ['the second key of the tests'] }).status(signed), 401)
  const decision = await old.authorize({ method: 'GET', target: await rotated.urls.sign(url), field: () => null })
  t.same(decision, { status: 401 })
})

t.test('a URL that names a topic opens no other', async (t) => {
  const { urls, status } = asking({ keys })
  const signed = await urls.sign(`${url}?topic=a`)
  const statuses = [await status(signed), await status(signed.replace('topic=a', 'topic=b')), await status(`${signed}&topic=b`)]
  t.same(statuses, [200, 403, 403])
})

t.test('a fragment stays behind the token', async (t) => {
  t.match(await asking({ keys }).urls.sign('/events?x=1#part'), /^\/events\?x=1&token=[\w-]+\.[\w-]+#part$/)
})

t.test('what was granted with a URL comes back from it', async (t) => {
  const { urls } = asking({ keys })
  const grant = { user: 'ana', topics: ['a'], until: 2_000_000_000_000 }
  t.same(await urls.authorize({ method: 'GET', target: await urls.sign(url, grant), field: () => null }), grant)
})

t.test('short keys are no keys', async (t) => {
  t.throws(() => createSignedUrls({ keys: ['short'] }), { name: 'RangeError' })
})
