import type { Limits } from '../decoder/limits.ts'
import type { Stream } from '../decoder/steps.ts'
import { advising } from './advice.ts'
import { createEndCheck } from './ends.ts'
import type { LineEffects, LintedLine, Remark } from './line.ts'
import { tellingListeners, tellingSteps } from './narration.ts'
import { checkText } from './text.ts'

/** A line as it was read; bytes and place are for others to tell. */
export type Read = Omit<LintedLine, 'bytes' | 'offset' | 'number'>

/** What the last block has so far; nothing right after a blank line. */
type Open = 'nothing' | 'comments' | 'fields'

/** Reads whole lines with the steps of the standard, which say what they do. */
export const createReader = ({ event: dataLimit = Number.POSITIVE_INFINITY }: Limits) => {
  let reading = ''
  let remarks: Remark[] = []
  let effects: LineEffects = {}
  let open: Open = 'nothing'
  const checkEnd = createEndCheck()
  const say = (text: string) => {
    reading = text
  }
  const on = tellingListeners(say, (effect) => {
    effects = { ...effects, ...effect }
  })
  const steps = advising(tellingSteps(say), (clause, message) => remarks.push({ clause, message }))
  const stream: Stream = { steps, on, dataLimit, data: '', eventType: '', idBuffer: '', lastEventId: '' }
  const lines = steps.lines((line) => {
    open = openAfter(open, line)
    remarks.push(...checkText(line))
    steps.line(stream, line)
  }, Number.POSITIVE_INFINITY)

  return {
    /** A line with its line end. */
    read(bytes: Uint8Array): Read {
      remarks = [...checkEnd(bytes)]
      effects = {}
      lines.push(bytes)
      return { reading, remarks, ...effects }
    },
    /** What the end of the stream throws away, if the grammar does not allow it there; `rest` is a last line without its end. */
    end(rest: string): Read | undefined {
      if (rest !== '') open = openAfter(open, rest)
      if (open === 'nothing') return undefined
      const isPending = stream.data !== '' || stream.eventType !== '' || stream.idBuffer !== stream.lastEventId
      const reading = isPending ? 'the unfinished block is thrown away' : 'nothing was pending'
      return { reading: `end of the stream: ${reading}`, remarks: [...checkText(rest), endRemark(open, rest !== '', isPending)] }
    },
  }
}

const openAfter = (open: Open, line: string): Open => {
  if (line === '') return 'nothing'
  return line.startsWith(':') && open !== 'fields' ? 'comments' : 'fields'
}

const endRemark = (open: Exclude<Open, 'nothing'>, isInLine: boolean, isPending: boolean): Remark => {
  const missing = isInLine ? 'a line end and an empty line' : 'an empty line'
  if (open === 'comments')
    return { clause: 'grammar.ends-after-comment', message: `the stream ends with a comment; write ${missing} after it` }
  const loss = isInLine || isPending ? ', or readers throw away what is unfinished' : ''
  return { clause: 'grammar.ends-with-blank-line', message: `the stream ends within a block; write ${missing} after it${loss}` }
}
