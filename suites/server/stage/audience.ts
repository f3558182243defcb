import type { EventInput } from '../../../spec/event.ts'
import { timedSignal } from '../../deadline.ts'
import { Unclear, Violation } from '../../expect.ts'
import type { Tape } from '../../tape.ts'
import type { Hook, Receipt } from '../../targets/hook/hook.ts'
import { jsonLine } from '../../targets/json-line.ts'
import type { DataForm, ServerAddress } from '../../targets/target.ts'
import type { Subscribe } from './inbox.ts'
import { createListener, type Listener } from './listener.ts'
import { createPokes, createSeats, type Wait } from './seats.ts'

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
  /** In the place of the method of the stream, without its content. */
  readonly method?: 'HEAD'
  /** Of what comes only the starts are kept, for those who are sent much. */
  readonly keeps?: 'little'
}

/** Several subscribers of one server, and what is published for them. What a case leaves open is closed with it. */
export type Audience = {
  /** Opens a stream, and waits until something that was published since has come on it; Violation where nothing does. */
  join(how?: JoinOptions): Promise<Listener>
  /** The same for so many streams at once; Unobserved where the server does not open them all. */
  gather(count: number, how?: JoinOptions): Promise<readonly Listener[]>
  /** Publishes an event; Violation where it is not taken. */
  publish(event: EventInput): Promise<void>
  /** The same; whether it is taken. */
  offer(event: EventInput): Promise<boolean>
  /** A text that was not there before, for the data of an event. */
  label(): string
  /** The labels that a listener has heard, in order; what else it heard is left out. */
  labels(listener: Listener): readonly string[]
  /** Waits until a listener has heard this label; whether it has, after so many milliseconds, or `patience`, at the most. */
  hears(listener: Listener, label: string, ms?: number): Promise<boolean>
  /** How long an event may take to arrive, in milliseconds. */
  readonly patience: number
  /** What cases have found out about the server, for those that come later. */
  readonly learned: Set<Learned>
  /** Of the case. */
  readonly signal: AbortSignal
  /** Puts what a listener got on the tape of the case. */
  show(listener: Listener): void
}

/** `replays nothing`: of what a client has missed, none came when it returned. */
export type Learned = 'replays nothing'

export type AudienceOptions = {
  readonly learned: Set<Learned>
  readonly hook: Hook
  readonly subscribe: (how: JoinOptions) => Subscribe
  readonly form: DataForm
  readonly patience: number
  /** What all its texts begin with, and nothing else does. */
  readonly own: string
  readonly signal: AbortSignal
  readonly tape: Tape
}

export const createAudience = ({ hook, subscribe, form, patience, own, signal, tape, learned }: AudienceOptions) => {
  let labels = 0
  const ask = asker(hook, signal, tape)
  const publish = async (event: EventInput) => accepted(event, await ask(event))
  const waiting: Wait = async (listener, holds, ms) => {
    const timed = timedSignal(ms, new Error('the wait is over'), signal)
    const came = await listener.until(holds, timed.signal).finally(timed.release)
    signal.throwIfAborted()
    return came
  }
  const live = createPokes(own, patience, publish, waiting)
  const seats = createSeats((how) => createListener(subscribe(how), form, signal, how.keeps), live)
  const audience: Audience = {
    patience,
    signal,
    learned,
    publish,
    offer: async (event) => (await ask(event)).outcome === 'accepted',
    label() {
      labels += 1
      return `${own}:${labels};`
    },
    labels: (listener) =>
      listener.heard().flatMap(({ data }) => (data.startsWith(`${own}:`) ? [data.slice(0, data.indexOf(';') + 1)] : [])),
    hears: (listener, label, ms = patience) => waiting(listener, (heard) => heard.some(({ data }) => data.startsWith(label)), ms),
    join: seats.join,
    gather: seats.gather,
    show: (listener) => tape.receivedStream(Buffer.concat(listener.blocks().map(({ bytes }) => bytes))),
  }
  return { audience, close: seats.close }
}

const asker =
  (hook: Hook, signal: AbortSignal, tape: Tape) =>
  (event: EventInput): Promise<Receipt> => {
    const told = { ...event, ...(event.data === undefined ? {} : { data: beginning(event.data) }) } // others than the tape let go of it
    tape.sentLine(() => jsonLine(told))
    return hook.publish(event, signal)
  }

/** So much of the data of an event is on the tape, in UTF-16 code units. */
const most = 1000

const beginning = (text: string): string => (text.length > most ? Buffer.from(text.slice(0, most)).toString() : text)

const accepted = (event: EventInput, receipt: Receipt): void => {
  if (receipt.outcome === 'accepted') return
  const reason = `${jsonLine(event).slice(0, 120)} is not taken: ${receipt.reason}`
  throw receipt.outcome === 'unable' ? new Unclear('setup', reason) : new Violation(reason)
}
