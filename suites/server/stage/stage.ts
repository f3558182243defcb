import type { EventInput } from '../../../spec/event.ts'
import { within } from '../../deadline.ts'
import { worldOf } from '../../encoder/bench.ts'
import { canWrite, findManner, type Line, type Manner, needOf, type Probe } from '../../encoder/handshake.ts'
import { findPace, nothing, type Pace } from '../../encoder/pace.ts'
import type { EncoderWorld } from '../../encoder/world.ts'
import { silence, Unclear, Unobserved, Violation } from '../../expect.ts'
import type { Need } from '../../need.ts'
import { createPatience } from '../../patience.ts'
import { hashOf } from '../../random.ts'
import type { SessionOptions } from '../../session.ts'
import type { Tape } from '../../tape.ts'
import type { Hook } from '../../targets/hook/hook.ts'
import { SetupError } from '../../targets/setup-error.ts'
import type { DataForm, OpenTopic } from '../../targets/target.ts'
import { type Audience, type AudienceOptions, createAudience, type JoinOptions } from './audience.ts'
import { type Channel, createChannel } from './channel.ts'
import type { Subscribe } from './inbox.ts'
import { withTopics } from './topics.ts'

/** Where a server is asked to send what a case wants to see arrive. */
export type Stage = {
  /** Finds out how events come back; what goes wrong is told by the cases. */
  prepare(signal: AbortSignal): Promise<void>
  /** Whether what a case needs is known to be missing. */
  lacks(need: Need): boolean
  /** The server as what its hook and its stream make of it: an encoder. Throws what went wrong with the preparation. */
  published(signal: AbortSignal, tape: Tape): EncoderWorld
  /** Lets a case have several streams, and closes them after it. */
  withAudience(signal: AbortSignal, tape: Tape, act: (audience: Audience) => Promise<void>): Promise<void>
  /** The same with those of two topics. */
  withTopics(signal: AbortSignal, tape: Tape, act: Parameters<typeof withTopics>[2]): Promise<void>
  close(): Promise<void>
}

export type StageOptions = Pick<SessionOptions, 'timeout' | 'seed'> & {
  readonly hook: Hook
  readonly topics: readonly OpenTopic[]
  readonly subscribe: (how: JoinOptions) => Subscribe
  readonly form: DataForm | undefined
  /** Heavy cases are held back, and light ones ask for little. */
  readonly gently: boolean
}

/** How events come back; where they overtake each other nobody can tell which bytes belong to which of them. */
type Manners = { readonly form: DataForm | undefined } & ({ readonly overtakes: true } | { readonly manner: Manner; readonly pace: Pace })

export const createStage = ({ hook, topics, subscribe, form, timeout, seed, gently }: StageOptions): Stage => {
  const nonce = String(2 ** 32 + (hashOf(`${seed} of the stage`) >>> 0)) // without letters, which a server may change
  const patience = timeout * 0.8
  let audiences = 0
  const channel = createChannel({ hook, subscribe: subscribe({}), form, patience, nonce })
  const patiently = createPatience()
  const write = (events: readonly EventInput[], signal: AbortSignal) => patiently(signal, () => channel.write(events, signal))
  let found: Manners | SetupError | Unclear | Unobserved = new Unclear('kit', 'the stage is not prepared')
  /** What went wrong is told once; the other cases were not asked. */
  const manners = (): Manners => {
    if (!(found instanceof Error)) return found
    const failure = found
    if (failure instanceof SetupError) found = new Unobserved(`not asked: ${failure.message}`, failure.hint ?? 'another publish hook')
    throw failure
  }
  const seating = (signal: AbortSignal, tape: Tape): AudienceOptions => {
    audiences += 1
    return { hook, subscribe, form: manners().form ?? 'text', patience, own: `${nonce}/${audiences}`, signal, tape }
  }
  return {
    async prepare(signal) {
      try {
        found = await mannersOf(channel, timeout, signal)
      } catch (error) {
        if (!(error instanceof SetupError || error instanceof Unclear)) throw error
        found = error
      }
    },
    lacks(need) {
      if (found instanceof Error) return false
      if (need === 'data-form') return found.form === undefined
      if (need === 'published-order') return 'overtakes' in found
      if ('overtakes' in found) return false
      const { manner } = found
      return (Object.keys(needOf) as Line[]).some((line) => needOf[line] === need && !canWrite(line, manner))
    },
    published(signal, tape) {
      const found = manners()
      if ('overtakes' in found) throw new Unclear('kit', 'events that overtake each other are asked for')
      return worldOf({ write, ...found, signal, tape, seed, timeout, cuts: 'telling', gently })
    },
    async withAudience(signal, tape, act) {
      const { audience, close } = createAudience(seating(signal, tape))
      await act(audience).finally(close)
    },
    withTopics: (signal, tape, act) => withTopics(topics, seating(signal, tape), act),
    close: channel.close,
  }
}

/** The ID has no digits, since servers that number their events write such IDs. */
const probe: Probe = { event: 'greeting', id: 'kit-id', retry: 4321, data: 'hello' }

const mannersOf = async (channel: Channel, timeout: number, signal: AbortSignal): Promise<Manners> => {
  const unhurried = 3 * timeout
  const inTime = <Result>(act: (signal: AbortSignal) => Promise<Result>) => within(unhurried, signal, silence(unhurried), act)
  const ask = (...events: readonly EventInput[]) => inTime((signal) => channel.write(events, signal))
  const form = await inTime((signal) => channel.form(signal)).catch(unusable)
  if (await inTime((signal) => channel.overtakes(signal)).catch(unusable)) return { form, overtakes: true }
  const { adds, writes } = await findManner(
    (event) => ask(event).catch(unusable),
    (event) => ask(event).catch(nothing),
    probe,
  )
  const pace = await findPace(ask)
  const sent = [...writes].filter((line) => !channel.ignored.has(line === 'lone-comment' ? 'comment' : line))
  return { manner: { adds, writes: new Set(sent) }, pace, form }
}

const unusable = (error: unknown): never => {
  if (error instanceof Violation)
    throw new SetupError(
      `a plain event does not come back: ${error.message}`,
      'check --publish and the log of the server; --timeout waits longer for events that come late',
    )
  throw error
}
