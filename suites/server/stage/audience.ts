import type { EventInput } from '../../../spec/event.ts'
import { timedSignal } from '../../deadline.ts'
import { Unclear, Violation } from '../../expect.ts'
import type { Tape } from '../../tape.ts'
import type { Hook } from '../../targets/hook/hook.ts'
import { jsonLine } from '../../targets/json-line.ts'
import type { DataForm, ServerAddress } from '../../targets/target.ts'
import type { Subscribe } from './inbox.ts'
import { createListener, type Heard, type Listener } from './listener.ts'

/** How a subscriber asks, where that is not as all ask. */
export type JoinOptions = {
  /** Sent as Last-Event-ID, in UTF-8. */
  readonly lastEventId?: string
  /** Fields of the request, in the place of those of the same name. */
  readonly fields?: ServerAddress['headers']
  /** In the place of the URL of the stream, for a topic or a user of its own. */
  readonly url?: string
  /** Settles as soon as there is a head: nothing is published to find out whether the stream is live. */
  readonly unsure?: true
}

/** Several subscribers of one server, and what is published for them. What a case leaves open is closed with it. */
export type Audience = {
  /** Opens a stream, and waits until something that was published since has come on it; Violation where nothing does. */
  join(how?: JoinOptions): Promise<Listener>
  /** Publishes an event; Violation where it is not taken. */
  publish(event: EventInput): Promise<void>
  /** A text that was not there before, for the data of an event. */
  label(): string
  /** The labels that a listener has heard, in order; what else it heard is left out. */
  labels(listener: Listener): readonly string[]
  /** Waits until a listener has heard this label; whether it has, after `patience` at the most. */
  hears(listener: Listener, label: string): Promise<boolean>
  /** How long an event may take to arrive, in milliseconds. */
  readonly patience: number
  /** Of the case. */
  readonly signal: AbortSignal
  /** Puts what a listener got on the tape of the case. */
  show(listener: Listener): void
}

export type AudienceOptions = {
  readonly hook: Hook
  readonly subscribe: (how: JoinOptions) => Subscribe
  readonly form: DataForm
  readonly patience: number
  /** What all its texts begin with, and nothing else does. */
  readonly own: string
  readonly signal: AbortSignal
  readonly tape: Tape
}

/** How long something that is published may take before more is, to find out whether a stream is live; in milliseconds. */
const firstPause = 100

export const createAudience = ({ hook, subscribe, form, patience, own, signal, tape }: AudienceOptions) => {
  const open = new Set<Listener>()
  let [labels, pokes] = [0, 0]
  const publish = publisher(hook, signal, tape)
  const waiting = async (listener: Listener, holds: (heard: readonly Heard[]) => boolean, ms: number): Promise<boolean> => {
    const timed = timedSignal(ms, new Error('the wait is over'), signal)
    const came = await listener.until(holds, timed.signal).finally(timed.release)
    signal.throwIfAborted()
    return came
  }
  /** Pokes until one of the pokes has come. */
  const live = async (listener: Listener): Promise<void> => {
    const first = pokes + 1
    const isPoke = ({ data }: Heard) => data.startsWith(`${own}?`) && Number(data.slice(own.length + 1)) >= first
    const until = performance.now() + patience
    for (let pause = firstPause; performance.now() < until && !listener.isOver(); pause *= 2) {
      pokes += 1
      await publish({ data: `${own}?${pokes}` })
      if (await waiting(listener, (heard) => heard.some(isPoke), Math.min(pause, until - performance.now()))) return
    }
    throw new Violation('a stream that is open does not bring what is published')
  }
  const audience: Audience = {
    patience,
    signal,
    publish,
    label() {
      labels += 1
      return `${own}:${labels};`
    },
    labels: (listener) =>
      listener.heard().flatMap(({ data }) => (data.startsWith(`${own}:`) ? [data.slice(0, data.indexOf(';') + 1)] : [])),
    hears: (listener, label) => waiting(listener, (heard) => heard.some(({ data }) => data.startsWith(label)), patience),
    async join(how = {}) {
      const listener = await createListener(subscribe(how), form, signal)
      open.add(listener)
      if (!how.unsure) await live(listener)
      return listener
    },
    show: (listener) => tape.receivedStream(Buffer.concat(listener.blocks().map(({ bytes }) => bytes))),
  }
  return {
    audience,
    async close() {
      await Promise.all([...open].map((listener) => listener.close()))
    },
  }
}

const publisher =
  (hook: Hook, signal: AbortSignal, tape: Tape) =>
  async (event: EventInput): Promise<void> => {
    tape.sentLine(() => jsonLine(event))
    const receipt = await hook.publish(event, signal)
    if (receipt.outcome === 'accepted') return
    const reason = `${jsonLine(event).slice(0, 120)} is not taken: ${receipt.reason}`
    throw receipt.outcome === 'unable' ? new Unclear('setup', reason) : new Violation(reason)
  }
