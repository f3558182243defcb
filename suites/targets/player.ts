import { setImmediate, setTimeout } from 'node:timers/promises'
import type { Answer, CreateParser, Cuts, EmittedLine, ParserAdapter, Played, Step } from './adapter.ts'

const keys = ['type', 'data', 'lastEventId', 'open', 'error', 'readyState', 'retry', 'comment', 'id']

/** Plays streams to the parsers that an adapter creates, in this process. */
export type Player = {
  /** All steps in order, giving the parser time to deliver after each; one answer per stream. */
  play(script: readonly Step[]): Promise<readonly Played[]>
  /** The stream once for each cut list; only the replays that do not give the lines of `whole`. */
  playCuts(
    bytes: Uint8Array,
    cutLists: readonly Cuts[],
    whole: Answer,
  ): Promise<readonly { readonly cuts: Cuts; readonly played: Played }[]>
}

/** `settles`: whether what a parser delivers by itself after a step is waited for. */
export const createPlayer = (create: CreateParser, settles = true): Player => {
  const settle = () => settles && setImmediate()
  return {
    async play(script) {
      const streams = new Map<number, Recording>()
      for (const step of script) {
        const recording = streams.get(step.stream) ?? record(create)
        streams.set(step.stream, recording)
        if ('push' in step) await recording.push(step.push)
        else if ('end' in step) await recording.end()
        else if (settles) await delivered(recording, step.until)
        await settle()
      }
      return [...streams.values()].map((recording) => recording.result())
    },

    async playCuts(bytes, cutLists, whole) {
      const expected = JSON.stringify(linesOf(whole))
      const differing = []
      for (const cuts of cutLists) {
        const played = await playOnce(create, cut(bytes, cuts), settle)
        if ('threw' in played || JSON.stringify(linesOf(played)) !== expected) differing.push({ cuts, played })
      }
      return differing
    },
  }
}

/** Waits until so many lines have been emitted, half a second at most. */
const delivered = async (recording: Recording, lines: number): Promise<void> => {
  for (let waited = 0; waited < 500 && recording.count() < lines; waited += 5) await setTimeout(5)
}

/** One stream in pieces; waits only for what is a promise, since this runs thousands of times. */
const playOnce = async (create: CreateParser, pieces: readonly Uint8Array[], settle: () => unknown): Promise<Played> => {
  const recording = record(create)
  for (const piece of pieces) {
    const pushed = recording.push(piece)
    if (pushed) await pushed
  }
  const ended = recording.end()
  if (ended) await ended
  const settled = settle()
  if (settled) await settled
  return recording.result()
}

const linesOf = (answer: Answer) => answer.lines.map(({ line }) => line)

/** The pieces between the cuts, each a copy of its own. */
export const cut = (bytes: Uint8Array, cuts: Cuts): readonly Uint8Array[] =>
  [0, ...cuts].map((from, index) => bytes.slice(from, cuts[index] ?? bytes.length))

type Recording = {
  push(bytes: Uint8Array): Promise<void> | undefined
  end(): Promise<void> | undefined
  /** How many lines have been emitted. */
  count(): number
  result(): Played
}

/** A parser and what it emits; after it has thrown, nothing more is given to it. */
const record = (create: CreateParser): Recording => {
  const began = performance.now()
  const lines: EmittedLine[] = []
  let pushes = 0
  let threw: string | undefined
  let parser: ParserAdapter | undefined
  const fail = (error: unknown) => {
    threw = error instanceof Error ? (error.stack ?? `${error}`) : `threw ${String(error)}`
  }
  const actLater = async (created: Promise<ParserAdapter>, act: (parser: ParserAdapter) => unknown) => {
    parser = await created
    await act(parser)
  }
  const attempt = (act: (parser: ParserAdapter) => unknown): Promise<void> | undefined => {
    if (threw !== undefined) return undefined
    try {
      const created = parser ?? create((line) => lines.push({ line: pick(line), after: pushes }))
      if (created instanceof Promise) return actLater(created, act).catch(fail)
      parser = created
      const acted = act(created)
      return isThenable(acted) ? Promise.resolve(acted).then(() => {}, fail) : undefined
    } catch (error) {
      fail(error)
      return undefined
    }
  }
  return {
    push: (bytes) =>
      attempt((parser) => {
        pushes += 1
        return parser.push(bytes)
      }),
    end: () => attempt((parser) => parser.end()),
    count: () => lines.length,
    result: () => (threw === undefined ? { lines: [...lines], ms: performance.now() - began } : { threw }),
  }
}

const isThenable = (value: unknown): value is PromiseLike<unknown> =>
  typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function'

/** The known keys of what was emitted, own or inherited, so that a MessageEvent can be emitted as it is. */
const pick = (emitted: unknown): Record<string, unknown> => {
  if (typeof emitted !== 'object' || emitted === null)
    throw new TypeError(`emit() takes an event line as an object, not ${String(emitted)}`)
  const line: Record<string, unknown> = {}
  for (const key of keys) {
    const value = (emitted as Record<string, unknown>)[key]
    if (value !== undefined && value !== null) line[key] = ['string', 'number', 'boolean'].includes(typeof value) ? value : String(value)
  }
  return line
}
