import { obsoleteEntries } from '../../spec/baseline.ts'
import { closesGate, type FailOn } from '../../spec/gate.ts'
import { conclude, type Results } from '../../spec/results.ts'
import type { Verdict } from '../../spec/verdict.ts'
import { kindOf, kinds } from '../kinds.ts'
import { detailsOf } from '../text/details.ts'
import { remedyOf, termsOf } from '../words.ts'
import { type Element, element } from './element.ts'

/** A test case, and what CI counts it as. */
export type Test = { readonly outcome: Outcome; readonly element: Element }
type Outcome = 'passed' | 'failure' | 'error' | 'skipped'

/** The test case of a verdict: grouped by role and topic, and found by its id. What is known to fail is skipped, as test runners tell of it. */
export const testOf = (verdict: Verdict, failOn?: FailOn): Test => {
  const { reason: message, baseline } = verdict
  if (closesGate(verdict, failOn)) return test(verdict, 'failure', element('failure', { type: verdict.clause, message }, bodyOf(verdict)))
  if (baseline) return test(verdict, 'skipped', element('skipped', { message: `known failure: ${baseline.reason}` }, termsOf(baseline)))
  switch (verdict.outcome) {
    case 'error':
      return test(verdict, 'error', element('error', { type: verdict.blame ?? 'unknown', message }, bodyOf(verdict)))
    case 'skip':
      return test(verdict, 'skipped', element('skipped', { message }, verdict.unlock === undefined ? '' : `to judge it: ${verdict.unlock}`))
    default:
      return test(verdict, 'passed')
  }
}

const test = ({ case: id, title, ms }: Verdict, outcome: Outcome, ...content: readonly Element[]): Test => ({
  outcome,
  element: element(
    'testcase',
    { classname: id.split('/').slice(0, 2).join('.'), name: `${id}: ${title}`, time: (ms / 1000).toFixed(3) },
    ...content,
  ),
})

const bodyOf = (verdict: Verdict): string => {
  const rows = detailsOf(verdict).map(([name, text]) => `${name.padEnd(10)}${text.replaceAll('\n', `\n${' '.repeat(10)}`)}\n`)
  return `\n${rows.join('')}`
}

/** In words, what turns no build red and yet is to be told: a broken SHOULD or MAY, and what is known to fail. */
export const remarkOf = (verdict: Verdict, failOn?: FailOn): string => {
  if (verdict.outcome !== 'fail' || closesGate(verdict, failOn)) return ''
  return `\n${kinds[kindOf(verdict)].name}: ${verdict.case}: ${verdict.title}${bodyOf(verdict)}`
}

/** The entries of the baseline that close the gate, each a failure of its own. */
export const obsoleteOf = (results: Results): readonly Test[] =>
  obsoleteEntries(results).map((entry) => {
    const remedy = remedyOf(entry, results.baseline?.file)
    const failure = element(
      'failure',
      { type: entry.state, message: `${entry.state} entry: ${remedy}` },
      `\n${entry.reason}\n${termsOf(entry)}\n`,
    )
    const head = { classname: `${results.target.role}.baseline`, name: `${entry.state}: ${entry.case}`, time: '0.000' }
    return { outcome: 'failure', element: element('testcase', head, failure) }
  })

/** What kept a run from judging all that it was to judge, each as a test case: CI sees nothing else. */
export const obstaclesOf = (results: Results): readonly Test[] => {
  const { role } = results.target
  return [
    ...(results.setup ? [obstacle(role, 'setup', results.setup)] : []),
    ...(results.interrupted ? [obstacle(role, 'interrupted')] : []),
    ...(conclude(results) === 'nothing-judged' ? [obstacle(role, 'nothing-judged')] : []),
  ]
}

const obstacles = {
  setup: { reason: 'the target could not be reached, started or understood', hint: '' },
  interrupted: { reason: 'the run was interrupted before all was judged', hint: 'run it again to the end' },
  'nothing-judged': { reason: 'nothing was judged', hint: 'choose cases that this target can answer' },
} as const

/** A test case that no verdict stands for, and that is always an error; `told` knows better than the words that go with its name. */
export const obstacle = (
  classname: string,
  name: keyof typeof obstacles,
  told: { readonly reason?: string; readonly hint?: string } = {},
): Test => {
  const { reason: message, hint } = { ...obstacles[name], ...told }
  return {
    outcome: 'error',
    element: element('testcase', { classname, name, time: '0.000' }, element('error', { type: name, message }, hint)),
  }
}
