import type { EventInput } from '../../../spec/event.ts'
import { within } from '../../deadline.ts'
import { findManner, type Manner, type Probe } from '../../encoder/handshake.ts'
import { findPace, nothing, type Pace } from '../../encoder/pace.ts'
import { silence, Unclear, Unobserved, Violation } from '../../expect.ts'
import { SetupError } from '../../targets/setup-error.ts'
import type { DataForm } from '../../targets/target.ts'
import type { Channel } from './channel.ts'

/**
 * How events come back; where they overtake each other nobody can tell which bytes belong to which of them.
 * `late`: how long they take, in milliseconds, where that is too long to ask for many.
 */
export type Manners = { readonly form: DataForm | undefined } & (
  | { readonly overtakes: true }
  | { readonly late: number }
  | { readonly manner: Manner; readonly pace: Pace }
)

/** What is known of how events come back, or what went wrong when that was asked. */
export const createManners = () => {
  let found: Manners | SetupError | Unclear | Unobserved = new Unclear('kit', 'the stage is not prepared')
  /** What went wrong is told once; the other cases were not asked. */
  const told = (): Manners => {
    if (!(found instanceof Error)) return found
    const failure = found
    if (failure instanceof SetupError) found = new Unobserved(`not asked: ${failure.message}`, failure.hint ?? 'another publish hook')
    throw failure
  }
  return {
    async find(ask: () => Promise<Manners>): Promise<void> {
      try {
        found = await ask()
      } catch (error) {
        if (!(error instanceof SetupError || error instanceof Unclear)) throw error
        found = error
      }
    },
    peek: (): Manners | undefined => (found instanceof Error ? undefined : found),
    told,
    /** The same for who asks for much, and so cannot wait long for each event. */
    inTime(): Manners {
      const known = told()
      if ('late' in known) throw tooLate(known.late)
      return known
    },
  }
}

/** The ID has no digits, since servers that number their events write such IDs. */
const probe: Probe = { event: 'greeting', id: 'kit-id', retry: 4321, data: 'hello' }

/** Finds out how events come back. */
export const mannersOf = async (channel: Channel, timeout: number, signal: AbortSignal): Promise<Manners> => {
  const unhurried = 3 * timeout
  const inTime = <Result>(act: (signal: AbortSignal) => Promise<Result>) => within(unhurried, signal, silence(unhurried), act)
  const ask = (...events: readonly EventInput[]) => inTime((signal) => channel.write(events, signal))
  const form = await inTime((signal) => channel.form(signal)).catch(unusable)
  const { overtakes, lag } = await inTime((signal) => channel.temper(signal)).catch(unusable)
  if (overtakes) return { form, overtakes }
  if (lag > Math.max(longestLag, timeout * shareOfLag)) return { form, late: lag }
  const { adds, writes } = await findManner(
    (event) => ask(event).catch(unusable),
    (event) => ask(event).catch(nothing),
    probe,
  )
  const pace = await findPace(ask)
  const sent = [...writes].filter((line) => !channel.ignored.has(line === 'lone-comment' ? 'comment' : line))
  return { manner: { adds, writes: new Set(sent) }, pace, form }
}

/** Hundreds of events are asked for, most of them one after another; not where each takes longer than this, in milliseconds. */
const longestLag = 250
/** Whoever gives a case more time waits longer: up to this part of it. */
const shareOfLag = 1 / 40

const tooLate = (lag: number): Unobserved =>
  new Unobserved(
    `not asked: what is published comes ${(lag / 1000).toFixed(1)} s after it was taken`,
    `--timeout ${Math.ceil((1.5 * lag) / shareOfLag / 1000)}s, which is patient for as long as it takes`,
  )

const unusable = (error: unknown): never => {
  if (error instanceof Violation)
    throw new SetupError(
      `a plain event does not come back: ${error.message}`,
      'check --publish and the log of the server; --timeout waits longer for events that come late',
    )
  throw error
}
