import t from 'tap'
import { openAddress } from './address.ts'
import { openSite } from './site.ts'

t.test('more requests than anybody has reason to send end an address', async (t) => {
  const site = await openSite()
  t.teardown(() => site.close())
  const address = openAddress(site)
  const asked = Array.from({ length: 65 }, () => fetch(address.url).catch(() => 'dropped'))
  await t.rejects(address.overrun, { message: 'the client asks again and again', actual: '65 requests that wait for an answer' })
  const wait = { milliseconds: 10_000, signal: new AbortController().signal, late: () => new Error('late') }
  await t.rejects(
    address.visits.take(() => true, wait),
    { message: 'the client asks again and again' },
    'nobody gets one of them',
  )
  t.same(new Set(await Promise.all(asked)), new Set(['dropped']))
  t.equal((await fetch(address.url)).status, 404)
})

t.test('of the body of a request no more is kept than anybody asks about', async (t) => {
  const site = await openSite()
  t.teardown(() => site.close())
  const { url, visits } = openAddress(site)
  const asked = fetch(url, { method: 'POST', body: 'x'.repeat(2 ** 22) })
  const wait = { milliseconds: 10_000, signal: new AbortController().signal, late: () => new Error('late') }
  const visit = await visits.take(() => true, wait)
  t.ok((await visit.body()).length <= 2 ** 20)
  visit.answer(204)
  t.equal((await asked).status, 204)
})
