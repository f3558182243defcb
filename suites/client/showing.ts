import { decode } from '../../reference/decoder/decoder.ts'
import { bytesOf, type Vector } from '../../spec/vector.ts'
import { cut } from '../targets/player.ts'

/** A stream as it is shown to a client, and what can be seen of how it reads it. */
export type Showing = {
  /** What is written, one piece after another. */
  readonly pieces: readonly Uint8Array[]
  /** Whether the ID that the client comes back with tells the last event ID string. */
  readonly tellsId: boolean
}

const utf8 = new TextEncoder()

/** What the kit says in events of its own, which are no part of what is shown. */
export const markText = 'the kit marks the end of what came before'

export const isMark = (data: string): boolean => data.includes(markText)

/**
 * A vector, and behind it, where it ends with whole blocks, what keeps its end from being the end of the client: a reconnection time
 * that is long is taken back, and so is an ID that a request field may not be able to carry (with an event, for those who heed no ID
 * without one).
 */
export const showingOf = (vector: Pick<Vector, 'stream'>, cuts: readonly number[]): Showing => {
  const bytes = bytesOf(vector)
  const { retry, lastEventId } = decode(bytes)
  const tellsId = isPlain(lastEventId)
  const takenBack = [
    ...(retry !== null && retry > quick ? [`retry: ${quick}\n`] : []),
    ...(tellsId ? [] : [`id\ndata: ${markText}\n`]),
  ].join('')
  const behind = takenBack === '' || !isWhole(bytes) ? [] : [utf8.encode(`${takenBack}\n`)]
  return { pieces: [...cut(bytes, cuts), ...behind], tellsId }
}

/** The reconnection time that streams ask for where time is not the point, in milliseconds. */
export const quick = 1

/** Whether the bytes behind a stream would be read as a block of their own. */
const isWhole = (bytes: Uint8Array): boolean => {
  const mark = utf8.encode('data: mark\n\n')
  const { events } = decode(Uint8Array.from([...bytes, ...mark]))
  return events.length === decode(bytes).events.length + 1 && events.at(-1)?.data === 'mark' && events.at(-1)?.type === 'message'
}

/** Visible ASCII, with spaces inside only: what every HTTP library can write, and none may change (RFC 9110 5.5). */
const isPlain = (id: string): boolean => id === '' || /^[!-~](?:[ -~]*[!-~])?$/.test(id)
