import { createDecoder } from '../../../reference/decoder/decoder.ts'
import type { ServerSentEvent } from '../../../spec/event.ts'
import type { DataForm } from '../../targets/target.ts'
import type { WireHead } from '../../wire/wire.ts'
import type { Visit } from '../visit.ts'
import type { Block } from './blocks.ts'
import { unwrapped } from './data-form.ts'
import type { Subscription } from './subscription.ts'

/** An event as a subscriber got it; its data as it was published. `at` is as of performance.now(). */
export type Heard = ServerSentEvent & { readonly at: number /** Its block has an id field. */; readonly hasId: boolean }

/** One subscriber among several. */
export type Listener = {
  /** The head of the response; nothing where there was none in time. */
  readonly head: WireHead | undefined
  /** What has come so far. */
  heard(): readonly Heard[]
  /** How many bytes have come of a block that has not ended. */
  pending(): number
  /** Settles once this holds, true; or false where the stream ends or the signal aborts before. Looked at after each piece that comes. */
  until(holds: (heard: readonly Heard[]) => boolean, signal: AbortSignal): Promise<boolean>
  readonly isOver: () => boolean
  /** Settles when the response is over. */
  readonly ended: Promise<Visit>
  /** The stream as it came, block by block. */
  blocks(): readonly Block[]
  /** Stops reading, so that what is sent stays with the server; `resume` reads on. */
  pause(): void
  resume(): void
  /** Closes the connection; the kit closes what a case leaves open. */
  close(): Promise<void>
  /** Closes it with a reset; false where it can send none, and is closed otherwise. */
  reset(): Promise<boolean>
}

/** How much is kept of the data of an event and of a block where little is: more than a label. */
const little = 200

/** Reads a stream as a subscriber does. */
export const createListener = async (
  subscribe: (onBlock: (block: Block) => void) => Subscription,
  form: DataForm,
  signal: AbortSignal,
  keeps: 'all' | 'little' = 'all',
): Promise<Listener> => {
  const heard: Heard[] = []
  const blocks: Block[] = []
  let [at, hasId] = [0, false]
  const decoder = createDecoder({
    onEvent(event) {
      const data = unwrapped(form, event.data) ?? event.data
      heard.push({ ...event, data: keeps === 'all' ? data : copied(data), at, hasId })
    },
  })
  const subscription = subscribe((block) => {
    at = block.at
    hasId = idLine.test(Buffer.from(block.bytes).toString('latin1'))
    blocks.push(keeps === 'all' ? block : { ...block, bytes: block.bytes.slice(0, little) })
    decoder.push(block.bytes)
  })
  return {
    head: await headIn(subscription, signal),
    heard: () => heard,
    blocks: () => blocks,
    pending: () => subscription.rest().length,
    isOver: subscription.isOver,
    ended: subscription.ended,
    close: subscription.close,
    pause: subscription.pause,
    resume: subscription.resume,
    reset: subscription.reset,
    async until(holds, signal) {
      for (;;) {
        if (holds(heard)) return true
        if (subscription.isOver() || signal.aborted) return false
        await subscription.news(signal)
      }
    },
  }
}

const idLine = /(?:^|[\r\n])id(?:[:\r\n])/

/** The start of a text, without holding on to the whole. */
const copied = (text: string): string => (text.length > little ? Buffer.from(text.slice(0, little)).toString() : text)

const headIn = async (subscription: Subscription, signal: AbortSignal): Promise<WireHead | undefined> => {
  const leave = () => void subscription.close()
  signal.addEventListener('abort', leave, { once: true })
  if (signal.aborted) leave()
  const head = await subscription.opened
  signal.removeEventListener('abort', leave)
  return head
}
