import { valuesOf } from '../wire/fields.ts'
import type { WireEnd, WireHead } from '../wire/wire.ts'
import { CodingError, type Decoding, decodingOf } from './coding.ts'
import { createWatch, type Watch } from './sighting.ts'
import { type Draft, isWhole, type VisitOptions } from './visit.ts'

export type Content = { take(bytes: Uint8Array, at: number): Promise<void>; finish(end: WireEnd): Promise<void>; close(): void }

/** Reads the content of a response for as long as it is what its Content-Encoding says. */
export const contentOf = (draft: Draft, head: WireHead, signal: AbortSignal, { take, sniffer }: VisitOptions): Content | undefined => {
  const watch: Watch | undefined = take ? undefined : createWatch(head.at)
  const reader = take ?? watch?.push ?? (() => {})
  let at = head.at
  const read = (bytes: Uint8Array) => {
    sniffer?.content(bytes)
    reader(bytes, at)
  }
  const decoding: Decoding | undefined = decodingOf(codingsOf(head), read, signal)
  if (!decoding) return undefined
  if (watch) draft.seen = watch.seen
  return {
    async take(bytes, time) {
      at = time
      if (draft.undecodable === undefined) await decoding.push(bytes).catch((error) => refuse(draft, error))
    },
    async finish(end) {
      const isOver = isWhole(end)
      if (isOver && draft.undecodable === undefined) await decoding.end().catch((error) => refuse(draft, error))
      watch?.finish(isOver ? 'end' : 'stop', end.at)
    },
    close: decoding.close,
  }
}

/** Content codings, and the transfer codings under the chunks, which are taken off the same way. */
const codingsOf = ({ fields }: WireHead): readonly string[] => [
  ...valuesOf(fields, 'content-encoding'),
  ...valuesOf(fields, 'transfer-encoding').filter((coding) => !/^chunked$/i.test(coding)),
]

const refuse = (draft: Draft, error: unknown): void => {
  if (!(error instanceof CodingError)) throw error
  draft.undecodable = error.message
}
