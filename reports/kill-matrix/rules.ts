import type { KillMatrix } from '../../spec/kill-matrix.ts'
import { h, hrefTo, type Markup } from '../html/markup.ts'
import { plural } from '../words.ts'
import { caseAnchor, clauseAnchor, mutantAnchor } from './anchors.ts'
import type { Plan } from './plan.ts'

type Rule = {
  readonly law: string
  readonly what: string
  /** What the rule is about, and which of these break it. */
  readonly all: (plan: Plan) => number
  readonly broken: (plan: Plan) => ReadonlySet<string>
  /** What is wrong with one of these. */
  readonly fault: string
  readonly anchor: (matrix: KillMatrix, id: string) => string
}

const rules: readonly Rule[] = [
  {
    law: 'Every mutant is caught by a case of the clause it breaks.',
    what: 'mutants',
    all: ({ matrix }) => matrix.mutants.length,
    broken: ({ gaps }) => gaps.mutants,
    fault: 'survives',
    anchor: ({ role }, id) => mutantAnchor(role, id),
  },
  {
    law: 'Every case catches a mutant of its clause that leaves half of all cases green.',
    what: 'cases',
    all: ({ matrix }) => matrix.cases.length,
    broken: ({ gaps }) => gaps.cases,
    fault: 'catches nothing',
    anchor: (_, id) => caseAnchor(id),
  },
  {
    law: 'Every clause that has a case has a mutant, too.',
    what: 'clauses',
    all: ({ matrix }) => new Set(matrix.cases.map(({ clause }) => clause)).size,
    broken: ({ gaps }) => gaps.clauses,
    fault: 'has no mutant',
    anchor: ({ role }, id) => clauseAnchor(role, id),
  },
]

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0)

/** Whether the tests are proven, and the three rules that say so, broken ones with names. */
export const rulesMarkup = (plans: readonly Plan[]): Markup => {
  const { tone, headline } = conclusionOf(plans)
  return h`<div class="banner ${tone}" style="--judged:100%">
<h2>${headline}</h2>
<p class="judged">${plans.length > 0 ? whatWasDone(plans) : 'No matrix was made.'}</p>
<p class="meaning">A <b>mutant</b> is the reference with one fault built in on purpose; a case that turns <b class="red">red</b> on it has caught it. Tests that stay green whatever breaks prove nothing, so every mutant has to be caught, and every case has to catch.</p>
</div>
<ul class="rules">${rules.map((rule) => ruleMarkup(rule, plans))}</ul>`
}

/** Its tone, as a conclusion of the results has it, and its words. */
export const conclusionOf = (plans: readonly Plan[]): { readonly tone: string; readonly headline: string } => {
  const isEmpty = ({ matrix }: Plan) => matrix.cases.length === 0 || matrix.mutants.length === 0
  const count = sum(plans.flatMap((plan) => rules.map(({ broken }) => broken(plan).size)))
  if (count > 0) return { tone: 'does-not-conform', headline: `${plural(count, 'gap')} in the proof` }
  if (plans.length === 0 || plans.some(isEmpty)) return { tone: 'unclear', headline: 'Nothing is proven' }
  return { tone: 'conforms', headline: 'Every test bites' }
}

const whatWasDone = (plans: readonly Plan[]) =>
  plans
    .map(({ matrix: { role, mutants, cases } }) => `${plural(mutants.length, `faulty ${role}`)} × ${plural(cases.length, 'case')}`)
    .join(' · ')

const ruleMarkup = (rule: Rule, plans: readonly Plan[]) => {
  const all = sum(plans.map(rule.all))
  const broken = sum(plans.map((plan) => rule.broken(plan).size))
  const [kind, symbol, word] = broken > 0 ? ['violation', '✗', 'broken'] : all > 0 ? ['pass', '✓', 'holds'] : ['skip', '○', 'not shown']
  return h`<li class="rule ${kind}"><p class="score"><span class="s" role="img" aria-label="${word}">${symbol}</span> ${(all - broken).toLocaleString('en')} <span>of ${plural(all, rule.what.slice(0, -1), rule.what)}</span></p>
<p>${rule.law}</p>
${broken > 0 && h`<ul class="gaps" tabindex="0">${plans.map((plan) => [...rule.broken(plan)].map((id) => gapMarkup(rule, plan, id)))}</ul>`}</li>
`
}

const gapMarkup = ({ anchor, fault }: Rule, { matrix }: Plan, id: string) =>
  h`<li>${!id.startsWith(`${matrix.role}/`) && h`<span class="dim">${matrix.role}</span> `}<a href="${hrefTo(anchor(matrix, id))}">${id}</a> ${fault}</li>`
