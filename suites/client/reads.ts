import type { Vector } from '../../spec/vector.ts'
import { Unclear, Violation } from '../expect.ts'
import type { Reading } from '../parser/reading.ts'
import type { Tape } from '../tape.ts'
import { createTurns } from '../turns.ts'
import type { Control } from './control.ts'
import { type Lane, type LaneOptions, openLane, type Shown } from './lane.ts'
import { looksThrough, meaningOfVector, readingOfShown, type Seen, sameReading } from './reading.ts'
import { showOnce } from './show-once.ts'
import { type Showing, showingOf } from './showing.ts'
import { aloneAtATime } from './started.ts'
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
    try {
      return await lane.show(showingOf(vector, cuts), how)
    } finally {
      await giveBack(lane)
    }
  }
  return {
    async read(seen: Seen, vector: Vector, cuts: readonly number[], signal: AbortSignal, tape: Tape): Promise<Reading> {
      const { tellsId } = showingOf(vector, [])
      const see = (shown: Shown) => looksThrough(vector, readingOfShown(shown, seen, tellsId))
      const meaning = looksThrough(vector, meaningOfVector(vector, seen))
      if (options.returns) {
        const shown = await inPassing(vector, cuts, { signal, tape }).catch(passOver)
        if (shown && sameReading(see(shown), meaning)) return meaning
      }
      tape.rewind()
      return see(
        await believed(
          options.control,
          options.waits.answer,
          inTurn(() => showAlone(showingOf(vector, cuts), options, { signal, tape })),
        ),
      )
    },
    async close() {
      await Promise.all([...all].map((lane) => lane.close()))
    },
  }
}

const inTurn = createTurns(aloneAtATime)

const showAlone = async (showing: Showing, options: ReadsOptions, how: { signal: AbortSignal; tape: Tape }): Promise<Shown> => {
  how.signal.throwIfAborted()
  if (!options.returns) return showOnce(showing, { ...options, types: allTypes, alone: true }, how)
  const lane = await openLane({ ...options, types: allTypes, alone: true })
  try {
    return await lane.show(showing, how)
  } finally {
    await lane.close()
  }
}

const passOver = (error: unknown): undefined => {
  if (!(error instanceof Violation || error instanceof Unclear)) throw error
  return undefined
}
