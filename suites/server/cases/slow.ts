import type { Case } from '../../case.ts'
import { Unobserved, Violation } from '../../expect.ts'
import type { Audience } from '../stage/audience.ts'
import { type Flood, flood, sizeTaken } from '../stage/flood.ts'
import type { Listener } from '../stage/listener.ts'
import { isWhole } from '../visit.ts'
import type { ServerWorld } from '../world.ts'

const mega = 1024 ** 2
const kilo = 1024

/** As much as is published while one does not read, in bytes, if time allows: to slow the others down, and to fill every queue. */
const [much, enough] = [100 * mega, 48 * mega]

/** What systems and networks keep by themselves, at the most; less shows nothing. */
const little = 16 * mega

const inMegabytes = (bytes: number) => `${Math.round(bytes / mega)} MB`

/** Some subscribers, of whom the first does not read from now on, and what then is published. */
const besideOneThatDoesNotRead = async (all: Audience, bytes: number, sizes: readonly number[]) => {
  const [stuck, ...readers] = await all.gather(2, { keeps: 'little' })
  if (!stuck) throw new Unobserved('not observed: there are no streams', 'a server that opens streams')
  const size = await sizeTaken(all, sizes)
  const measured = { readers, size, bytes: 8 * size, ms: all.patience / 8, patience: all.patience / 4 }
  const before = await flood(all, measured)
  if (before.starved) throw new Unobserved('not observed: events come too slowly, also when all read', '--timeout with more time')
  stuck.pause()
  const during = await flood(all, { ...measured, bytes, ms: all.patience / 2 })
  return { stuck, before, during, again: () => flood(all, measured) }
}

const holdsUpNobody = async (all: Audience): Promise<void> => {
  const { stuck, before, during, again } = await besideOneThatDoesNotRead(all, much, [256 * kilo, 64 * kilo, 16 * kilo, 4 * kilo])
  if (during.starved) return starving(all, during, during.starved)
  const isSlower = ({ pace }: Flood) => during.pace > 100 && during.pace > 10 * pace
  if (isSlower(before)) {
    await stuck.close()
    if (isSlower(await again()))
      throw new Violation('events come much later while one subscriber does not read', {
        expected: `${Math.round(before.pace)} ms`,
        actual: `${Math.round(during.pace)} ms`,
      })
  }
  if (during.bytes < little) throw tooLittle(during)
}

const starving = async (all: Audience, { bytes }: Flood, starved: Listener): Promise<never> => {
  all.show(starved)
  if (starved.isOver() && isWhole((await starved.ended).end))
    throw new Unobserved('not observed: the server ends a stream meanwhile', 'streams that stay open')
  const what = starved.isOver() ? 'the stream of a subscriber that reads breaks off' : 'a subscriber that reads gets nothing more'
  throw new Violation(`${what} after ${inMegabytes(bytes)} while another does not read`)
}

const tooLittle = ({ bytes }: Flood) =>
  new Unobserved(`not observed: no more than ${inMegabytes(bytes)} could be published in time`, '--timeout with more time')

/** What a subscriber still gets that has not read for long was kept for it; where, only the memory of the server tells. */
const keepsLittle = async (all: Audience, memory: ServerWorld['memory']): Promise<void> => {
  const before = await memory()
  const { stuck, during } = await besideOneThatDoesNotRead(all, enough, [64 * kilo, 16 * kilo, 4 * kilo])
  if (during.starved || during.bytes < little) throw tooLittle(during)
  const after = await memory()
  const kept = await keptFor(all, stuck, during)
  if (kept < during.bytes / 2 || kept < little) return
  const what = `${inMegabytes(kept)} in ${during.labels.length} events are kept for a subscriber that does not read`
  if (before === undefined || after === undefined)
    throw new Unobserved(`not observed: ${what}, and whether in memory cannot be seen`, '--start, or --stats <url> that tells rss')
  if (after - before < kept / 4) return // what else it frees and takes meanwhile counts along
  all.show(stuck)
  throw new Violation(`${what}, and the memory grows by ${inMegabytes(after - before)}`)
}

const keptFor = async (all: Audience, stuck: Listener, { labels, bytes }: Flood): Promise<number> => {
  const last = all.label()
  await all.publish({ data: last })
  stuck.resume()
  await all.hears(stuck, last, all.patience / 4)
  const heard = new Set(all.labels(stuck))
  return (labels.filter((label) => heard.has(label)).length * bytes) / labels.length
}

/** Whether one that does not read costs the others, or the server. */
export const slowCases: readonly Case<ServerWorld>[] = [
  {
    id: 'server/fanout/slow-subscriber',
    title: 'lets one that does not read hold up nobody',
    clause: 'fanout.slow-subscriber',
    weight: 'heavy',
    needs: ['publish', 'data-form'],
    run: ({ audience }) => audience(holdsUpNobody),
  },
  {
    id: 'server/fanout/bounded-queue',
    title: 'keeps no more than so much for one that does not read',
    clause: 'fanout.bounded-queue',
    weight: 'heavy',
    needs: ['publish', 'data-form'],
    run: ({ audience, memory }) => audience((all) => keepsLittle(all, memory)),
  },
]
