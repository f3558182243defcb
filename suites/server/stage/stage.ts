import type { EventInput } from '../../../spec/event.ts'
import { worldOf } from '../../encoder/bench.ts'
import { canWrite, type Line, needOf } from '../../encoder/handshake.ts'
import type { EncoderWorld } from '../../encoder/world.ts'
import { Unclear } from '../../expect.ts'
import type { Need } from '../../need.ts'
import { createPatience } from '../../patience.ts'
import { hashOf } from '../../random.ts'
import type { SessionOptions } from '../../session.ts'
import type { Tape } from '../../tape.ts'
import type { Hook } from '../../targets/hook/hook.ts'
import type { DataForm, OpenTopic } from '../../targets/target.ts'
import { type Audience, type AudienceOptions, createAudience, type JoinOptions, type Learned } from './audience.ts'
import { createChannel } from './channel.ts'
import type { Subscribe } from './inbox.ts'
import { createManners, mannersOf } from './manners.ts'
import { withTopics } from './topics.ts'

/** Where a server is asked to send what a case wants to see arrive. */
export type Stage = {
  /** Finds out how events come back; what goes wrong is told by the cases. */
  prepare(signal: AbortSignal): Promise<void>
  /** Whether what a case needs is known to be missing. */
  lacks(need: Need): boolean
  /** The server as what its hook and its stream make of it: an encoder. Throws what went wrong with the preparation. */
  published(signal: AbortSignal, tape: Tape): EncoderWorld
  /** Lets a case have several streams, and closes them after it. `any`: also where what is published comes late. */
  withAudience(signal: AbortSignal, tape: Tape, act: (audience: Audience) => Promise<void>, pace?: 'any'): Promise<void>
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

/** A server that takes longer for a call, in milliseconds, is asked less, so that a run ends in time. */
const slowCall = 100

export const createStage = ({ hook, topics, subscribe, form, timeout, seed, gently }: StageOptions): Stage => {
  const nonce = String(2 ** 32 + (hashOf(`${seed} of the stage`) >>> 0)) // without letters, which a server may change
  const patience = timeout * 0.8
  let audiences = 0
  const learned = new Set<Learned>()
  const channel = createChannel({ hook, subscribe: subscribe({}), form, patience, nonce })
  const patiently = createPatience()
  const write = (events: readonly EventInput[], signal: AbortSignal) => patiently(signal, () => channel.write(events, signal))
  const manners = createManners()
  const seating = (signal: AbortSignal, tape: Tape, known = manners.inTime()): AudienceOptions => {
    audiences += 1
    return { hook, subscribe, form: known.form ?? 'text', patience, own: `${nonce}/${audiences}`, signal, tape, learned }
  }
  return {
    prepare: (signal) => manners.find(() => mannersOf(channel, timeout, signal)),
    lacks(need) {
      const found = manners.peek()
      if (!found) return false
      if (need === 'data-form') return found.form === undefined
      if (need === 'published-order') return 'overtakes' in found
      if ('overtakes' in found || 'late' in found) return false
      const { manner } = found
      return (Object.keys(needOf) as Line[]).some((line) => needOf[line] === need && !canWrite(line, manner))
    },
    published(signal, tape) {
      const found = manners.inTime()
      if (!('manner' in found)) throw new Unclear('kit', 'events that overtake each other are asked for')
      return worldOf({ write, ...found, signal, tape, seed, timeout, cuts: 'telling', gently: gently || found.pace.call > slowCall })
    },
    async withAudience(signal, tape, act, pace) {
      const { audience, close } = createAudience(seating(signal, tape, pace && manners.told()))
      await act(audience).finally(close)
    },
    withTopics: (signal, tape, act) => withTopics(topics, seating(signal, tape), act),
    close: channel.close,
  }
}
