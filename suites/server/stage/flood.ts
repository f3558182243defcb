import { within } from '../../deadline.ts'
import { Unobserved, Violation } from '../../expect.ts'
import type { Audience } from './audience.ts'
import type { Listener } from './listener.ts'

/** What came of publishing much. */
export type Flood = {
  readonly labels: readonly string[]
  /** The data that was published, in bytes. */
  readonly bytes: number
  /** What an event took until it was heard, in milliseconds. */
  readonly pace: number
  /** One that did not hear an event in time. */
  readonly starved?: Listener
}

export type FloodOptions = {
  /** Those who read; no more is published than a few events ahead of them. */
  readonly readers: readonly Listener[]
  /** Of the data of one event. */
  readonly size: number
  /** Of the data of all. */
  readonly bytes: number
  /** How long it may go on, in milliseconds. */
  readonly ms: number
  /** How long an event may take to be taken, and to be heard, in milliseconds. */
  readonly patience: number
}

/** How much is published ahead of the readers, in bytes: servers in common use keep more for each. */
const lead = 256 * 1024

/** Publishes event after event, as fast as they are taken and heard. */
export const flood = async (all: Audience, { readers, size, bytes, ms, patience }: FloodOptions): Promise<Flood> => {
  const labels: string[] = []
  const began = performance.now()
  const ahead = Math.max(1, Math.floor(lead / size))
  const filler = '.'.repeat(size)
  const heard = async (label: string | undefined): Promise<Listener | undefined> => {
    if (label === undefined) return undefined
    for (const reader of readers) if (!(await all.hears(reader, label, patience))) return reader
    return undefined
  }
  const result = (starved?: Listener): Flood => ({
    labels,
    bytes: labels.length * size,
    pace: (performance.now() - began) / Math.max(1, labels.length),
    ...(starved ? { starved } : {}),
  })
  while (labels.length * size < bytes && performance.now() - began < ms) {
    const label = all.label()
    labels.push(label)
    await within(patience, all.signal, notTaken, () => all.publish({ data: `${label}${filler}` }))
    const starved = await heard(labels.at(-ahead))
    if (starved) return result(starved)
  }
  for (const label of labels.slice(-ahead)) {
    const starved = await heard(label)
    if (starved) return result(starved)
  }
  return result()
}

const notTaken = new Violation('an event is not taken in time since one subscriber does not read')

/** The largest of these sizes that the hook takes. */
export const sizeTaken = async (all: Audience, sizes: readonly number[]): Promise<number> => {
  for (const size of sizes) if (await all.offer({ data: `${all.label()}${'.'.repeat(size)}` })) return size
  throw new Unobserved('not observed: the publish hook takes no large events', 'a publish hook that takes events of a few KB')
}
