import type { ClauseId } from '../../../spec/clauses.ts'
import type { Case } from '../../case.ts'
import { Unobserved, Violation } from '../../expect.ts'
import { fieldLines } from '../../wire/fields.ts'
import type { Audience } from '../stage/audience.ts'
import type { Listener } from '../stage/listener.ts'
import type { ServerWorld } from '../world.ts'

/** Whether what is published arrives without anything else being published. */
const flushCase = (slug: string, title: string, clause: ClauseId, coding?: string): Case<ServerWorld> => ({
  id: `server/delivery/${slug}`,
  title,
  clause,
  needs: ['publish', 'data-form'],
  run: ({ audience }) =>
    audience(async (all) => {
      const listener = await all.join(coding === undefined ? {} : { fields: [['Accept-Encoding', coding]] })
      if (coding !== undefined && !codingsOf(listener).includes(coding))
        throw new Unobserved(`not observed: ${coding} was offered and not taken`, `a server that compresses its streams with ${coding}`)
      const lag = await arrivesAlone(all, listener)
      const least = Math.min(lag, await arrivesAlone(all, listener))
      if (least <= latest) await arrivesAlone(all, listener)
      else throw new Violation(`an event comes ${(least / 1000).toFixed(1)} s after it was taken`)
    }, 'any'),
})

const codingsOf = ({ head }: Listener) => (head ? fieldLines(head.fields, 'content-encoding').map((value) => value.toLowerCase()) : [])

/** A server that takes longer than this holds its events back, in milliseconds. */
const latest = 1000

/** How long an event takes from when it was taken, in milliseconds. */
const arrivesAlone = async (all: Audience, listener: Listener): Promise<number> => {
  const [first, next] = [all.label(), all.label()]
  await all.publish({ data: first })
  const taken = performance.now()
  if (await all.hears(listener, first)) return performance.now() - taken
  all.show(listener)
  if (listener.isOver()) throw new Unobserved('not observed: the stream ended', 'a stream that stays open')
  await all.publish({ data: next })
  const waited = `within ${Math.round(all.patience / 100) / 10} s`
  if (await all.hears(listener, first)) throw new Violation(`an event does not come ${waited}, but when the next one is published`)
  throw new Violation(`an event that was taken does not come ${waited}`)
}

export const flushingCases: readonly Case<ServerWorld>[] = [
  flushCase('flush', 'sends each event when it is published', 'delivery.flush'),
  flushCase('flush-gzip', 'sends each event when it is published, under gzip', 'delivery.flush-compressed', 'gzip'),
  flushCase('flush-br', 'sends each event when it is published, under br', 'delivery.flush-compressed', 'br'),
]
