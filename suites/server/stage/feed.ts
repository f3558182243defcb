import type { EventInput } from '../../../spec/event.ts'
import { Unclear, Unobserved, Violation } from '../../expect.ts'
import type { Receipt } from '../../targets/hook/hook.ts'
import { jsonLine } from '../../targets/json-line.ts'
import { SetupError } from '../../targets/setup-error.ts'
import type { ChannelOptions } from './channel.ts'
import { createReader, type Reader, Silence } from './reader.ts'

export type Refusal = Exclude<Receipt, { outcome: 'accepted' }>

/** A hook, and a stream that is asked for again when it has ended. */
export type Feed = {
  /** Keys that the hook has named as ignored. */
  readonly ignored: ReadonlySet<string>
  /** How the stream has ended, as a sentence. */
  ending(): string
  /** A stream on which all that was published before has arrived. */
  ready(signal: AbortSignal): Promise<Reader>
  /** Publishes up to the first event that is not accepted, and says what came of that. */
  publish(events: readonly EventInput[], signal: AbortSignal): Promise<Refusal | undefined>
  /** Says whose fault it is that nothing comes. */
  onSilence(error: unknown): never
  close(): Promise<void>
}

/** How often a stream that ends at once is asked for again: servers end streams when they have lasted long enough. */
const most = 3

export const createFeed = ({ hook, subscribe, patience, nonce }: ChannelOptions): Feed => {
  const ignored = new Set<string>()
  const fate = createFate()
  let marks = 0
  let said: string | undefined
  let reader: Reader | undefined
  const ask = async (event: EventInput, signal: AbortSignal): Promise<Refusal | undefined> => {
    const receipt = await hook.publish(event, signal)
    if (receipt.outcome !== 'accepted') return receipt.outcome === 'unreachable' ? fate.onAbsence(receipt) : receipt
    for (const key of receipt.ignored) ignored.add(key)
    if (receipt.said !== undefined) said = receipt.said
    return undefined
  }
  const mark = async (signal: AbortSignal): Promise<string> => {
    marks += 1
    const text = `${nonce}-${marks};`
    const refusal = await ask({ data: text }, signal)
    if (refusal) throw useless(refusal, fate.latest())
    return text
  }
  return {
    ignored,
    onSilence: (error) => fate.onSilence(error, said),
    ending: () => reader?.ending() ?? '',
    close: async () => void (await reader?.close()),
    async ready(signal) {
      fate.check()
      for (let tries = 0; tries < most && (!reader || reader.isOver()); tries += 1) {
        await reader?.close()
        reader = createReader({ subscribe, mark, patience, nonce })
        await reader.catchUp(signal).catch((error) => fate.onSilence(error, said))
      }
      if (!reader || reader.isOver()) throw notOpened(reader?.ending() ?? '')
      return reader
    },
    async publish(events, signal) {
      fate.onEvents(events)
      for (const event of events) {
        const refusal = await ask(event, signal)
        if (refusal) return refusal
      }
      return undefined
    },
  }
}

/** What has become of a server: once it is gone, or silent on a new stream too, nobody asks it again. */
const createFate = () => {
  let latest: readonly EventInput[] = []
  let silences = 0
  let end: Error | undefined
  return {
    latest: () => latest,
    check() {
      if (end) throw end
    },
    onEvents(events: readonly EventInput[]) {
      latest = events
    },
    onAbsence(receipt: Refusal): Refusal {
      if (latest.length === 0) return receipt
      end = new Unclear('setup', `the server is gone since ${shown(latest)} was published: ${receipt.reason}`)
      throw new Violation(`the server is gone after ${shown(latest)} was published`, { actual: receipt.reason })
    },
    onSilence(error: unknown, said: string | undefined): never {
      if (!(error instanceof Silence)) throw error
      if (latest.length === 0) throw nothingCame(error, said)
      silences += 1
      if (silences > 1) end = new Unobserved(`not asked: ${error.message} since ${shown(latest)} was published`, 'a server that goes on')
      throw new Violation(`${error.message} since ${shown(latest)} was published`)
    },
  }
}

const nothingCame = ({ message }: Silence, said = ''): SetupError =>
  new SetupError(
    `${message}, though the publish hook takes events${said.includes('<') ? `; it answers ${said}, which looks like a page` : ''}`,
    'check that the hook sends to this stream: same server, same topic, same user',
  )

/** Why a plain event is not taken: the hook was never of use, has no time, or an event before has broken something. */
const useless = ({ outcome, reason }: Refusal, latest: readonly EventInput[]): Error => {
  if (outcome === 'unable') return new Unclear('setup', `${reason}, so that nothing can be asked`)
  if (latest.length > 0) return new Violation(`after ${shown(latest)} not even a plain event is taken: ${reason}`)
  return new SetupError(
    `the publish hook does not take a plain event: ${reason}`,
    'it is to take {"data":"…"} as JSON, and answer 2xx once the event is on its way to every stream',
  )
}

const notOpened = (ending: string): SetupError =>
  new SetupError(`the stream does not stay open while events are published: ${ending}`, 'a stream that stays open')

/** Events as JSON, for a sentence. */
export const shown = (events: readonly EventInput[]): string => {
  const text = events.map((event) => jsonLine(event)).join(' ')
  return text.length > 120 ? `${text.slice(0, 120)}…` : text
}
