import type { Vector } from '../../spec/vector.ts'
import { Unclear, Unobserved, Violation } from '../expect.ts'
import type { Reading } from '../parser/reading.ts'
import type { Tape } from '../tape.ts'
import type { Control } from './control.ts'
import { KeepsId, type Lane, type LaneOptions, openLane, type Shown } from './lane.ts'
import { looksThrough, meaningOfVector, readingOfShown, type Seen, sameReading } from './reading.ts'
import { showOnce } from './show-once.ts'
import { type Showing, showingOf } from './showing.ts'
import { allTypes } from './types.ts'
import { believed } from './waits.ts'

export type ReadsOptions = Omit<LaneOptions, 'alone' | 'types'> & {
  readonly control: Control
  /** Whether the client comes back at all: one that does not is started anew for each stream. */
  readonly returns: boolean
}

/** Shows vectors to clients; what is told of one in passing is asked again, of a client that nobody has shown anything, before it is believed. */
export const createReads = (options: ReadsOptions) => {
  const idle: Lane[] = []
  /** What a client makes of a vector in one piece, where that is wrong: the same of its pieces needs no second look. */
  const whole = new Map<string, Reading>()
  const all = new Set<Lane>()
  const borrow = async (): Promise<Lane> => {
    const known = idle.pop()
    if (known) return known
    const lane = await openLane({ ...options, types: allTypes, alone: false })
    all.add(lane)
    return lane
  }
  const giveBack = async (lane: Lane) => {
    if (lane.isUsable()) return void idle.push(lane)
    all.delete(lane)
    await lane.close()
  }
  const inPassing = async (vector: Vector, cuts: readonly number[], how: { signal: AbortSignal; tape: Tape }): Promise<Shown> => {
    const lane = await borrow()
    const shown = await lane
      .show(showingOf(vector, cuts), how)
      .catch(passOverKept)
      .finally(() => giveBack(lane))
    if (shown) return shown
    how.tape.rewind()
    return inPassing(vector, cuts, how) // a new lane, once there is no other, has no ID to keep
  }
  return {
    async read(seen: Seen, vector: Vector, cuts: readonly number[], signal: AbortSignal, tape: Tape): Promise<Reading> {
      const { tellsId } = showingOf(vector, [])
      const see = (shown: Shown) => looksThrough(vector, readingOfShown(shown, seen, tellsId))
      const expected = [looksThrough(vector, meaningOfVector(vector, seen)), whole.get(vector.id)]
      if (options.returns) {
        const shown = await inPassing(vector, cuts, { signal, tape }).catch(passOver)
        const found = shown && expected.find((one) => one !== undefined && sameReading(see(shown), one))
        if (found) return found
      }
      tape.rewind()
      const reading = see(
        await believed(options.control, options.waits.answer, showAlone(options, showingOf(vector, cuts), { signal, tape })),
      )
      if (cuts.length === 0) whole.set(vector.id, reading)
      return reading
    },
    async close() {
      await Promise.all([...all].map((lane) => lane.close()))
    },
  }
}

/** To a client in a process of its own. */
const showAlone = async (options: ReadsOptions, showing: Showing, how: { signal: AbortSignal; tape: Tape }): Promise<Shown> => {
  if (!options.returns) return showOnce(showing, { ...options, types: allTypes, alone: true }, how)
  const lane = await openLane({ ...options, types: allTypes, alone: true })
  return lane.show(showing, how).finally(() => lane.close())
}

const passOver = (error: unknown): undefined => {
  if (!(error instanceof Violation || error instanceof Unclear || error instanceof Unobserved)) throw error
  return undefined
}

const passOverKept = (error: unknown): undefined => {
  if (!(error instanceof KeepsId)) throw error
  return undefined
}
