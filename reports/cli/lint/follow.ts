import { addAbortSignal } from 'node:stream'
import { createLinter, LimitError, type LintedLine } from '../../../reference/index.ts'
import type { LintEnd } from '../../../spec/lint.ts'
import { UsageError } from '../usage-error.ts'
import type { Source } from './source.ts'

export type Following = {
  readonly onLine: (line: LintedLine) => void
  /** Called after each piece; the next is not read before it settles. */
  readonly onPiece: () => Promise<void>
  /** Whether enough was read. */
  readonly isDone: () => boolean
  readonly interrupt: AbortSignal
  /** How long to read, in milliseconds; to the end when left out. */
  readonly time: number | undefined
}

type Ending = Pick<LintEnd, 'how' | 'reason'>

/** More than any author means to send, and less than memory. */
const largest = 16 * 1024 * 1024

/** Gives each line of a source to `onLine`, at once, until it ends or reading stops, and says which. */
export const follow = async ({ body }: Source, { onLine, onPiece, isDone, interrupt, time }: Following): Promise<Ending> => {
  const linter = createLinter((line) => (isDone() ? undefined : onLine(line)), { line: largest, event: largest })
  const enough = time === undefined ? undefined : AbortSignal.timeout(time)
  addAbortSignal(enough ? AbortSignal.any([interrupt, enough]) : interrupt, body)
  const ending = await read(body, async (bytes) => {
    linter.push(bytes)
    await onPiece()
    return isDone()
  }).catch((error: unknown): Ending => {
    if (interrupt.aborted) return { how: 'interrupted' }
    if (enough?.aborted) return { how: 'stopped' }
    if (error instanceof LimitError) throw new UsageError(`a line or an event is longer than ${largest} bytes; is this an event stream?`, 3)
    return { how: 'broken', reason: (error as NodeJS.ErrnoException).message }
  })
  if (ending.how === 'ended') linter.end()
  else linter.stop()
  return ending
}

const read = async (body: Source['body'], take: (bytes: Uint8Array) => Promise<boolean>): Promise<Ending> => {
  for await (const bytes of body as AsyncIterable<Uint8Array>) if (await take(bytes)) return { how: 'stopped' }
  return { how: 'ended' }
}
