import { type Verdict, weigh } from '../spec/verdict.ts'

/** How a verdict looks: a failure by its weight, or as known; everything else by its outcome, but for what was to be observed or was held back. */
export type Kind = 'violation' | 'warning' | 'note' | 'known' | 'error' | 'skip' | 'held' | 'pass'

export const kindOf = (verdict: Pick<Verdict, 'outcome' | 'level' | 'baseline' | 'required' | 'heldBack'>): Kind => {
  if (verdict.required) return 'violation'
  if (verdict.heldBack) return 'held'
  if (verdict.outcome !== 'fail') return verdict.outcome
  if (verdict.baseline) return 'known'
  const weight = weigh(verdict)
  return weight === 'ok' ? 'pass' : weight
}

export const kinds: Readonly<Record<Kind, { readonly symbol: string; readonly name: string; readonly plural: string }>> = {
  violation: { symbol: '✗', name: 'violation', plural: 'violations' },
  warning: { symbol: '!', name: 'warning', plural: 'warnings' },
  note: { symbol: '–', name: 'note', plural: 'notes' },
  known: { symbol: '≈', name: 'known failure', plural: 'known failures' },
  error: { symbol: '?', name: 'error', plural: 'errors' },
  skip: { symbol: '○', name: 'not observed', plural: 'not observed' },
  held: { symbol: '◇', name: 'held back', plural: 'held back' },
  pass: { symbol: '✓', name: 'passed', plural: 'passed' },
}

/** The second segment of a case's id. */
export const topicOf = ({ case: id }: Verdict): string => id.split('/')[1] ?? id

/** Verdicts that have a key in common, in the order in which the keys first come. */
export const grouped = (
  verdicts: readonly Verdict[],
  keyOf: (verdict: Verdict) => string,
): readonly (readonly [key: string, group: readonly Verdict[]])[] => {
  const groups = new Map<string, Verdict[]>()
  for (const verdict of verdicts) {
    const group = groups.get(keyOf(verdict))
    if (group) group.push(verdict)
    else groups.set(keyOf(verdict), [verdict])
  }
  return [...groups]
}
