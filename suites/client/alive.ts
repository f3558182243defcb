import { randomUUID } from 'node:crypto'
import { isSilence, silent } from '../expect.ts'
import type { ClientOptions } from '../targets/client.ts'
import type { ClientConnection } from '../targets/client-connection.ts'
import type { Control } from './control.ts'
import { openAddress } from './origin/address.ts'
import type { Site } from './origin/site.ts'
import { startClient } from './started.ts'
import type { Waits } from './waits.ts'

export type AliveOptions = {
  readonly connection: ClientConnection
  readonly site: Site
  readonly waits: Waits
  readonly asked: ClientOptions
  readonly control: Control
  readonly signal: AbortSignal
}

/** Whether a new client does anything about a plain stream: tells its last event, or of its end, comes back, or leaves. */
export const isAlive = async (options: AliveOptions): Promise<boolean> => {
  if (await givesSign(options)) return true
  return !(await options.control(options.waits.answer)) // a machine that is too slow says nothing
}

const givesSign = async ({ connection, site, waits: { answer: milliseconds }, asked, signal }: AliveOptions): Promise<boolean> => {
  const address = openAddress(site)
  const client = await startClient(connection, address.url, asked, { signal, alone: false, record: () => {} }).catch(() => undefined)
  if (!client) return false
  const wait = { milliseconds, signal, late: () => silent(new Error('late')) }
  const visit = () => address.visits.take(() => true, wait)
  try {
    const first = await Promise.race([visit(), client.lost])
    const last = randomUUID() // nobody knows it from the handshake
    first.send(`data: hello ${last}\n\ndata: again ${last}\n\n`)
    first.end()
    const isSign = (one: { readonly kind: string; readonly data?: string }) =>
      one.kind === 'error' || one.data?.includes(`again ${last}`) === true
    await Promise.race([visit(), client.told.take(isSign, wait), client.lost])
    return true
  } catch (error) {
    return !isSilence(error) // who crashes is not silent; who is stuck is
  } finally {
    address.close()
    await client.end()
  }
}
