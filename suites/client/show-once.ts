import { silent, Unobserved, Violation } from '../expect.ts'
import type { Tape } from '../tape.ts'
import type { LaneOptions, Shown } from './lane.ts'
import { openAddress } from './origin/address.ts'
import { isMark, type Showing } from './showing.ts'
import { startClient } from './started.ts'
import { tooLate } from './waits.ts'

/**
 * One stream for a client that does not come back: that it has told all shows in the event behind the stream, or,
 * where nothing can stand behind it, in what it tells of the end.
 */
export const showOnce = async (
  showing: Showing,
  options: LaneOptions,
  { signal, tape }: { readonly signal: AbortSignal; readonly tape: Tape },
): Promise<Shown> => {
  const { connection, site, waits, types } = options
  const address = openAddress(site, { asked: (text) => tape.receivedLine(text()), answered() {}, sent() {} })
  const record = (told: object) => tape.receivedLine(JSON.stringify({ ...told, at: undefined }))
  const client = await startClient(connection, address.url, { types }, { signal, alone: options.alone, record })
  try {
    const wait = (what: string) => ({ milliseconds: waits.answer, signal, late: () => tooLate(what, waits.answer) })
    const visit = await Promise.race([address.visits.take(() => true, wait('a request')), client.lost])
    tape.sentStream(Buffer.concat(showing.pieces))
    for (const piece of showing.pieces) visit.send(piece)
    visit.end()
    await client.told
      .take(({ kind }) => kind === 'error', wait('the end of the stream'))
      .catch((error: unknown) => {
        if (!(error instanceof Violation)) throw error
        if (!('actual' in error && error.actual !== undefined))
          throw silent(
            new Unobserved(
              'not observed: the client neither comes back nor tells that a stream has ended',
              'have the adapter tell {"error": "…"}',
            ),
          )
        throw error
      })
    return { told: client.told.items.filter((one) => one.kind !== 'event' || !isMark(one.data)), lastEventId: '' }
  } finally {
    address.close()
    await client.end()
  }
}
