import t from 'tap'
import type { OpenClient } from './client-connection.ts'
import { startClientProcess } from './client-process.ts'

const module = `export default {
  connect(url, _, emit) {
    if (url === 'crash') setTimeout(() => { throw new Error('in a timer') })
    emit({ open: true })
    return () => {}
  },
}`

t.test('a client that was closed is lost with the others of its process, so that nobody blames it for their crash', async (t) => {
  const file = `${t.testdir({ 'client.mjs': module })}/client.mjs`
  const clients = await startClientProcess(file, 'default', new AbortController().signal)
  t.teardown(() => clients.stop())
  const losses: (readonly [string, boolean])[] = []
  const open = (url: string) =>
    new Promise<OpenClient>((resolve) => {
      const lost = (error: Error, { shared }: { readonly shared: boolean }) => {
        losses.push([`${url}: ${error.message}`, shared])
        resolve(client)
      }
      const client = clients.open(url, {}, { told: () => url === 'closed' && resolve(client), lost }, { shared: true, longest: 1000 })
    })
  const closed = await open('closed')
  await closed.close()
  await open('crash')
  await t.rejects(async () => closed.readyState?.(), { message: 'the client crashes its process' })
  t.same(losses, [
    ['closed: the client crashes its process', true],
    ['crash: the client crashes its process', true],
  ])
})
