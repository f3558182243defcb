import { Unclear, Unobserved, Violation } from '../../expect.ts'
import type { Audience, JoinOptions } from './audience.ts'
import type { Heard, Listener } from './listener.ts'

/** How long something that is published may take before more is, to find out whether a stream is live; in milliseconds. */
const firstPause = 100

export type Wait = (listener: Listener, holds: (heard: readonly Heard[]) => boolean, ms: number) => Promise<boolean>

/** Publishes until each of some listeners has heard one of the events that were published since. */
export const createPokes = (own: string, patience: number, publish: Audience['publish'], waiting: Wait) => {
  let pokes = 0
  return async (listeners: readonly Listener[]): Promise<void> => {
    const first = pokes + 1
    const isPoke = ({ data }: Heard) => data.startsWith(`${own}?`) && Number.parseInt(data.slice(own.length + 1), 10) >= first
    const until = performance.now() + patience
    for (let pause = firstPause; performance.now() < until && !listeners.some(({ isOver }) => isOver()); pause *= 2) {
      pokes += 1
      await publish({ data: `${own}?${pokes}` })
      const ms = Math.min(pause, until - performance.now())
      const heard = await Promise.all(listeners.map((listener) => waiting(listener, (heard) => heard.some(isPoke), ms)))
      if (heard.every(Boolean)) return
    }
    throw new Violation('a stream that is open does not bring what is published')
  }
}

/** Lets listeners in, and sends them away at the end. */
export const createSeats = (
  listen: (how: JoinOptions) => Promise<Listener>,
  live: (listeners: readonly Listener[]) => Promise<void>,
): Pick<Audience, 'join' | 'gather'> & { close(): Promise<void> } => {
  const all = new Set<Listener>()
  const open = async (how: JoinOptions): Promise<Listener> => {
    const listener = await listen(how)
    all.add(listener)
    return listener
  }
  return {
    async join(how = {}) {
      const listener = await open(how)
      if (how.unsure) return listener
      await reached(listener)
      await live([listener])
      return listener
    },
    async gather(count, how = {}) {
      const listeners = await Promise.all(Array.from({ length: count }, () => open(how)))
      const opened = listeners.filter(({ head, isOver }) => head?.status === 200 && !isOver()).length
      const unlock = `a server that lets one client have ${count} streams`
      if (opened < count) throw new Unobserved(`not observed: of ${count} streams at once the server opens ${opened}`, unlock)
      await live(listeners)
      return listeners
    },
    async close() {
      await Promise.all([...all].map((listener) => listener.close()))
    },
  }
}

/** A server that is gone breaks no clause again with every case that asks for it; what ended it has been told. */
const reached = async ({ head, isOver, ended }: Listener): Promise<void> => {
  if (head !== undefined || !isOver()) return
  const { end } = await ended
  if (end.how === 'unreachable') throw new Unclear('setup', `there is no server to ask any more: ${end.reason}`)
}
