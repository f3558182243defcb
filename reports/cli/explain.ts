import pc from 'picocolors'
import { lint } from '../../reference/index.ts'
import { bytesOf, type Clause, clauses, type EventInput, findClause, pieceOf, type Vector, vectors } from '../../spec/index.ts'
import { legible, visible, visibleBytes } from '../../spec/visible.ts'
import { type CaseSummary, cases, renames as ours, type Renames } from '../../suites/index.ts'
import { didYouMean } from './nearest.ts'
import type { Terminal } from './terminal.ts'
import { UsageError } from './usage-error.ts'

/** Prints what a case checks or a clause says, and why. */
export const explain = (given: string, { out }: Terminal, renames: Renames = ours): number => {
  const name = renames[given] ?? given
  const item = cases.find(({ id }) => id === name)
  if (!item && !findClause(name)) {
    const known = [...cases.map(({ id }) => id), ...Object.keys(clauses)]
    throw new UsageError(`there is no case and no clause "${name}"${didYouMean(name, known)}`)
  }
  out(`${name === given ? '' : `${given} is now called ${name}\n\n`}${item ? caseText(item) : clauseText(name)}`)
  return 0
}

/** What a case checks. */
export const caseText = (item: CaseSummary): string => {
  const vector = /^(?:parser|client)\//.test(item.id) ? vectors.find(({ id }) => item.id.endsWith(`/${id}`)) : undefined
  const weight = item.weight === 'heavy' ? 'weight   heavy: only on this machine, and against hosts named with --allow-heavy\n' : ''
  const needs = item.needs ? `needs    ${item.needs.join(', ')}\n` : ''
  return `${pc.bold(item.id)}\n${item.title}\n\n${clauseText(item.clause)}${weight}${needs}${vector ? `\n${vectorText(vector)}` : ''}${item.tries ? `\n${triesText(item.tries, item.id.startsWith('server/') ? 'what every server is asked to send' : 'what every encoder is given')}` : ''}`
}

/** The events that a case tries, one a line; very long ones cut. */
const triesText = (events: readonly EventInput[], what: string): string => {
  const lines = events.map((event) => `{${Object.entries(event).map(([key, value]) => `"${key}":${jsonText(value)}`)}}`)
  const shown = lines.map((line) => `  ${line.length > 120 ? `${line.slice(0, 120)}… (${line.length} characters)` : line}\n`)
  return `${what}\n${shown.join('')}`
}

const jsonText = (value: string | number) => (typeof value === 'number' ? value : `"${visible(value)}"`)

const clauseText = (id: string): string => {
  const { source, section, url, level, summary, hint, roles, status, security } = findClause(id) as Clause
  const count = cases.filter((item) => item.clause === id).length
  const asked =
    count > 0 ? `${count} (sse-conformance list)` : status === 'planned' ? 'none yet: planned' : `none: ${status?.untestable ?? 'none'}`
  const rows = [
    ['clause', pc.bold(id)],
    ['says', summary],
    ['level', `${level.toUpperCase()}${security ? ', security' : ''}`],
    ['from', `${source} ${section}`],
    ['text', url],
    ['binds', roles.join(', ')],
    ...(hint ? [['hint', hint]] : []),
    ['cases', asked],
  ]
  return rows.map(([name = '', value]) => `${name.padEnd(9)}${value}\n`).join('')
}

const vectorText = (vector: Vector): string => {
  const lines = lint(bytesOf(vector)).map(
    ({ bytes, reading }) => `  ${visibleBytes(pieceOf(bytes)).padEnd(32)}  ${pc.dim(legible(reading))}\n`,
  )
  const events = vector.decoded.events.map((event) => `  ${JSON.stringify(event)}\n`)
  const { lastEventId, retry } = vector.decoded
  const rest = `  last event ID "${visible(lastEventId)}", reconnection time ${retry === null ? 'not set' : `${retry} ms`}\n`
  return `the stream, and how it is read\n${lines.join('')}\nwhat comes out\n${events.join('') || '  no event\n'}${rest}`
}
