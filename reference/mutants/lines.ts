import { type LineReaderFactory, readLines } from '../decoder/lines.ts'
import { type Mutant, mutant } from './mutant.ts'

/** Reads text and cuts it at other line ends; a CR at the end of a piece waits for what follows. */
const cuttingAt =
  (lineEnd: RegExp): LineReaderFactory =>
  (onLine) => {
    const utf8 = new TextDecoder()
    let rest = ''
    const take = (text: string, mayWait: boolean) => {
      rest += text
      for (let found = lineEnd.exec(rest); found; found = lineEnd.exec(rest)) {
        const end = found.index + found[0].length
        if (mayWait && end === rest.length && found[0].endsWith('\r')) return
        const line = rest.slice(0, found.index)
        rest = rest.slice(end)
        onLine(line)
      }
    }
    return {
      push: (bytes) => take(utf8.decode(bytes, { stream: true }), true),
      end: () => take(utf8.decode(), false),
    }
  }

const cutting = (id: string, clause: Mutant['clause'], summary: string, lineEnd: RegExp): Mutant =>
  mutant(id, clause, summary, { lines: cuttingAt(lineEnd) })

const also = (id: string, name: string, character: RegExp): Mutant =>
  cutting(id, 'line.nothing-else', `ends lines at ${name} too`, new RegExp(`\\r\\n|\\n|\\r|${character.source}`))

/** Loses some line ends of a stream that it reads as a whole. */
const losing = (id: string, summary: string, change: (text: string) => string): Mutant =>
  mutant(id, 'line.lf', summary, {
    lines: (onLine, limit) => {
      const reader = readLines(onLine, limit)
      const utf8 = new TextDecoder('utf-8', { ignoreBOM: true })
      let text = ''
      return {
        push(bytes) {
          text += utf8.decode(bytes, { stream: true })
        },
        end: () => reader.push(new TextEncoder().encode(change(text + utf8.decode()))),
      }
    },
  })

/** Wrong about where a line ends. */
export const lineMutants: readonly Mutant[] = [
  losing('first-lf-lost', 'does not end a line at the first LF of the stream', (text) => text.replace(/(?<!\r)\n/, '')),
  losing('first-end-decides', 'ends every line as the first one ends', (text) => {
    const [first] = /\r\n|\n|\r/.exec(text) ?? []
    return first === undefined || first === '\n' ? text : text.replace(/(?<!\r)\n/g, '')
  }),
  cutting('no-cr', 'line.cr', 'does not end a line at a lone CR', /\r\n|\n/),
  cutting('cr-needs-later-end', 'line.cr', 'ends a line at a CR only once another line end follows', /\r\n|\n|\r(?=[\s\S]*[\r\n])/),
  cutting('cr-pairs', 'line.cr', 'takes two CRs for one line end', /\r\r?\n?|\n/),
  cutting('crs-before-lf', 'line.cr', 'takes any number of CRs before an LF for one line end', /\r*\n|\r/),
  cutting('lf-cr', 'line.cr', 'takes LF CR for one line end', /\r\n|\n\r(?!\n)|\n|\r/),
  cutting('lf-then-cr', 'line.cr', 'takes LF followed by CR for one line end, whatever follows', /\n\r|\r\n|\n|\r/),
  cutting('crlf-twice', 'line.crlf', 'takes CRLF for two line ends', /\r|\n/),
  cutting('crlf-keeps-cr', 'line.crlf', 'leaves the CR of CRLF in the line', /\n|\r(?!\n)/),
  cutting('lf-after-crlf-lost', 'line.lf', 'takes every LF after a CRLF with it', /\r\n+|\n|\r/),
  also('nel', 'U+0085', /\u0085/),
  also('line-separator', 'U+2028', /\u2028/),
  also('paragraph-separator', 'U+2029', /\u2029/),
  also('vertical-tab', 'VT', /\v/),
  also('form-feed', 'FF', /\f/),
  also('nul-ends', 'U+0000', /\0/),
  also('file-separators', 'U+001C, U+001D and U+001E', /[\x1c-\x1e]/),
  also('unit-separator', 'U+001F', /\x1f/),
  also('splitlines', 'every line end that Unicode knows', /[\v\f\x1c-\x1e\u0085\u2028\u2029]/),
  also('escaped-line-ends', 'a backslash and an n or r', /\\n|\\r/),
]
