import { obsoleteEntries } from '../../spec/baseline.ts'
import { closesGate } from '../../spec/gate.ts'
import { conclude, exitCode, type Results, summarize } from '../../spec/results.ts'
import type { Verdict } from '../../spec/verdict.ts'
import { grouped, type Kind, kindOf, kinds, topicOf } from '../kinds.ts'
import { conclusionWords, countsInWords, dialectInWords, duration, gateInWords, judgedCount, plural, remedyOf, termsOf } from '../words.ts'
import { code, details, fenced, prose } from './escape.ts'
import type { Part } from './fit.ts'
import { inFull, inShort } from './verdict.ts'

/** A run in parts, in the order of reading; what a reader needs first is left out last. */
export const partsOf = (results: Results): readonly Part[] => [
  { rank: 0, what: 'conclusion', text: headOf(results) },
  { rank: 1, what: 'reason why it did not start', text: setupOf(results) },
  { rank: 2, what: 'table of topics', text: topicsOf(results) },
  ...failuresOf(results),
  ...obsoleteOf(results),
  ...listOf(results, 'error', 4),
  ...listOf(results, 'warning', 5),
  ...unseenOf(results, 'skip'),
  ...unseenOf(results, 'held'),
  ...listOf(results, 'note', 7),
  ...listOf(results, 'known', 8),
]

const headOf = (results: Results): string => {
  const { target, kit, claim, dialect, seed, durationMs, interrupted } = results
  const symbol = exitCode([results]) === 0 ? kinds.pass.symbol : exitCode([results]) === 1 ? kinds.violation.symbol : kinds.error.symbol
  const summary = summarize(results)
  const facts = [`sse-conformance ${code(kit)}`, ...(claim ? [`as ${claim}`] : []), `seed ${code(seed)}`]
  const gate = gateInWords(results)
  return `## ${symbol} ${conclusionWords[conclude(results)]}: ${target.role} ${code(target.name)}

**${judgedCount(summary)}**${interrupted ? ' · interrupted before all was judged' : ''}<br>
${countsInWords(summary)} in ${duration(durationMs)} · ${facts.join(' · ')}
${dialect ? `<br>dialect: ${prose(dialectInWords(dialect))}\n` : ''}${gate && `\n**${prose(gate)}**\n`}
`
}

const setupOf = ({ setup }: Results): string => {
  if (!setup) return ''
  const hint = setup.hint === undefined ? '' : `**Hint** ${prose(setup.hint)}\n\n`
  const stderr = setup.stderr === undefined ? '' : `**What it wrote on stderr**\n\n${fenced(setup.stderr, 'text')}\n`
  return `**Nothing could be judged:** ${prose(setup.reason)}\n\n${hint}${stderr}`
}

const topicsOf = ({ verdicts }: Results): string => {
  if (verdicts.length === 0) return ''
  const present = (Object.keys(kinds) as Kind[]).filter((kind) => verdicts.some((verdict) => kindOf(verdict) === kind))
  const count = (group: readonly Verdict[], kind: Kind) => group.filter((verdict) => kindOf(verdict) === kind).length
  const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |\n`
  const rows = grouped(verdicts, topicOf).map(([topic, group]) =>
    row([code(topic, 60), ...present.map((kind) => String(count(group, kind) || ''))]),
  )
  const head = row(['topic', ...present.map((kind) => `${kinds[kind].symbol} ${kinds[kind].plural}`)])
  return `${head}${row(['---', ...present.map(() => '--:')])}${rows.join('')}\n`
}

/** What closes the gate, each in full, the first one open. */
const failuresOf = ({ verdicts, failOn }: Results): readonly Part[] =>
  verdicts
    .filter((verdict) => closesGate(verdict, failOn))
    .map((verdict, index) => ({ rank: 3, what: kinds[kindOf(verdict)].name, text: inFull(verdict, index === 0) }))

const obsoleteOf = (results: Results): readonly Part[] =>
  obsoleteEntries(results).map((entry) => {
    const terms = [entry.reason, termsOf({ ...entry, expires: '' })].filter(Boolean).join(' · ')
    const text = `- ${kinds.violation.symbol} ${entry.state.toUpperCase()} ${code(entry.case)} · ${prose(remedyOf(entry, results.baseline?.file))} · known: ${prose(terms)}\n`
    return { rank: 3, what: 'entry of the baseline', text }
  })

/** The other verdicts of a kind, a line each, under a heading that stays with the first of them. */
const listOf = ({ verdicts, failOn }: Results, kind: Kind, rank: number): readonly Part[] => {
  const group = verdicts.filter((verdict) => kindOf(verdict) === kind && !closesGate(verdict, failOn))
  const title = `\n**${plural(group.length, kinds[kind].name, kinds[kind].plural)}**\n\n`
  return group.map((verdict, index) => ({
    ...{ rank, what: kinds[kind].name },
    text: `${index === 0 ? title : ''}${kind === 'known' ? knownLine(verdict) : inShort(verdict)}`,
  }))
}

const knownLine = ({ case: id, title, baseline }: Verdict) => {
  const terms = baseline ? [baseline.reason, termsOf(baseline)].filter(Boolean).join(' · ') : ''
  return `- ${kinds.known.symbol} ${code(id)} · ${prose(title)} · ${prose(terms)}\n`
}

/** What was not observed or was held back, by its reason, with what would show it. */
const unseenOf = ({ verdicts }: Results, kind: 'skip' | 'held'): readonly Part[] => {
  const unseen = verdicts.filter((verdict) => kindOf(verdict) === kind)
  if (unseen.length === 0) return []
  const groups = grouped(unseen, ({ reason, unlock }) => JSON.stringify([reason, unlock]))
  const lines = groups.map(([, group]) => unseenLine(group))
  return [
    {
      rank: 6,
      what: `list of what was ${kinds[kind].name}`,
      text: `\n${details(`${unseen.length} ${kinds[kind].plural}`, lines.join(''))}`,
    },
  ]
}

const unseenLine = (group: readonly Verdict[]): string => {
  const { reason = 'not observed', unlock } = group[0] as Verdict
  const names = group.slice(0, 8).map(({ case: id }) => code(id))
  const more = group.length > 8 ? `, and ${group.length - 8} more` : ''
  return `- ${group.length} × ${prose(reason, 300)}${unlock === undefined ? '' : ` · **to observe it:** ${prose(unlock)}`}<br>${names.join(', ')}${more}\n`
}
