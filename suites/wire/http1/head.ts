import type { Ended, Intake } from '../intake.ts'
import { type Field, headLimit, type WireHead } from '../wire.ts'

/** No head of HTTP/1.1 at all, with the reason; or one that is too large. */
export type Unreadable = Foreign | Broken | TooLarge
type Foreign = { readonly kind: 'foreign'; readonly reason: string }
type Broken = { readonly kind: 'malformed'; readonly reason: string }
type TooLarge = { readonly kind: 'too-large'; readonly reason: string }

/** Reads heads until one is final: those from 100 to 199 come before it, but for 101. */
export const readHead = async (intake: Intake): Promise<WireHead | Ended | Unreadable> => {
  for (;;) {
    const head = await readOneHead(intake)
    if ('kind' in head || head.status === 101 || head.status >= 200) return head
  }
}

const readOneHead = async (intake: Intake): Promise<WireHead | Ended | Unreadable> => {
  const lines: string[] = []
  let room = headLimit
  for (;;) {
    const next = await intake.line(room)
    if (next === 'too-long') return tooLarge(lines)
    if ('kind' in next) return next
    room -= next.line.length
    const line = next.line.toString('latin1')
    if (lines.length === 0 && !statusLine.test(line)) return noStatusLine(line)
    if (line === '\r\n' || line === '\n') return headOf(lines, next.at, line)
    lines.push(line)
  }
}

const tooLarge = (lines: readonly string[]): Unreadable => ({
  kind: 'too-large',
  reason: `the head of the response is larger than ${headLimit / 1024} KB (${lines.length.toLocaleString('en')} lines of it were read)`,
})

/** RFC 9112, 4: status-line. The reason phrase and the space before it are told apart below. */
const statusLine = /^HTTP\/1\.(\d) (\d{3})( ?)([^\r\n]*)\r?\n$/

/** Another protocol, or HTTP/1 that breaks its rules. */
const noStatusLine = (line: string): Foreign | Broken => ({
  kind: /^HTTP\b/.test(line) ? 'malformed' : 'foreign',
  reason: `${quote(line)} is no status line of HTTP/1.1`,
})

const headOf = ([first = '', ...rest]: readonly string[], at: number, blank: string): WireHead => {
  const [, minor, status, space] = statusLine.exec(first) ?? []
  const fields: Field[] = []
  const faults: string[] = []
  if (space === '') faults.push('the status line has no space after the status')
  if ([first, ...rest, blank].some((line) => !line.endsWith('\r\n'))) faults.push('a line of the head ends with LF alone, not with CRLF')
  for (const line of rest) {
    const { field, fault } = fieldOf(line)
    if (fault !== undefined) faults.push(fault)
    if (field) fields.push(field)
  }
  return { version: minor === '0' ? '1.0' : '1.1', status: Number(status), fields, ...(faults.length > 0 ? { faults } : {}), at }
}

const fieldOf = (line: string): { readonly field?: Field; readonly fault?: string } => {
  const text = line.replace(/\r?\n$/, '')
  if (/^[ \t]/.test(text)) return { fault: `a value goes on in a second line: ${quote(text)}` }
  const [, name = '', space = '', written = ''] = /^([^:]*?)([ \t]*):(.*)$/s.exec(text) ?? []
  if (!text.includes(':')) return { fault: `a line has no colon: ${quote(text)}` }
  const field: Field = [name, written.replace(/^[ \t]+|[ \t]+$/g, '')]
  if (space !== '') return { field, fault: `white space stands before a colon: ${quote(text)}` }
  if (!/^[!#$%&'*+.^_`|~\w-]+$/.test(name)) return { field, fault: `${quote(name)} is no name of a field` }
  if (/[^\t\x20-\x7e\x80-\xff]/.test(field[1])) return { field, fault: `a value holds a control character: ${quote(text)}` }
  return { field }
}

const quote = (text: string) => JSON.stringify(text)
