import t from 'tap'
import type { Results } from '../spec/results.ts'
import type { Verdict } from '../spec/verdict.ts'
import { github } from './github.ts'
import { hostile, sample } from './sample.ts'

const [first, second] = sample as readonly [Results, Results]
const violation = first.verdicts.find(({ outcome, level }) => outcome === 'fail' && level === 'must') as Verdict
const runOf = (change: Partial<Results>) => github([{ ...first, ...change }])
const linesIn = (report: string) => report.split('\n').slice(0, -1)

/** As the runner reads a line: the command, its one property and the data, each with its escapes undone. */
const readOf = (line: string) => {
  const [, command, title = '', data = ''] = /^::(error|warning|notice) title=([^:,]*)::(.*)$/.exec(line) ?? []
  const undo = (text: string) => text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%')
  return { command, title: undo(title.replaceAll('%3A', ':').replaceAll('%2C', ',')), data: undo(data) }
}
const counts = (report: string) => {
  const commands = linesIn(report).map((line) => readOf(line).command)
  return ['error', 'warning', 'notice'].map((name) => commands.filter((command) => command === name).length)
}

t.test('each run says its conclusion, what holds as a notice, everything else as an error', async (t) => {
  t.same(linesIn(github([second])).map(readOf), [
    { command: 'notice', title: 'Conforms: parser nightly', data: '3 MUSTs judged · 4 not observed; 0 violations, 0 warnings, 0 notes' },
  ])
  t.match(github(sample.slice(-1)), /4 not observed \(--publish would show 2 of them\) · 1 held back \(--allow-heavy\);/)
  t.match(
    runOf({ verdicts: [], setup: { reason: 'no answer', hint: 'start it' } }),
    /^::error title=Not started%3A .*%0Ano answer%0Ahint: start it\n$/,
  )
})

t.test('violations are errors, warnings and errors are warnings, notes are not told', async (t) => {
  t.same(counts(github([first])), [5, 3, 0])
  t.match(linesIn(github([first])).map(readOf), [
    { command: 'error' },
    {
      title: 'MUST parser/bom/two-boms',
      data: /^the second of two.*\nexpected: event .*\nactual: event .*\nhint: .*\nclause: bom.only-first https:/,
    },
  ])
  t.same(counts(runOf({ failOn: 'should' })), [6, 2, 0])
})

t.test('an entry of the baseline that is out of date is an error', async (t) => {
  const entries = [{ case: 'parser/gone', reason: 'r', state: 'stale' as const, cases: [] }]
  t.match(runOf({ verdicts: second.verdicts, baseline: { file: 'known.yaml', entries } }), /^::error title=stale entry parser\/gone::/m)
})

t.test('ten of a kind are told, the last of which counts the others', async (t) => {
  const verdicts = Array.from({ length: 40 }, () => violation)
  const report = runOf({ verdicts })
  t.same(counts(report), [10, 0, 0])
  t.match(readOf(linesIn(report)[9] ?? ''), { title: 'and 32 more', data: '32 more are told in the report' })
})

t.test('no value begins a command, ends a property or a line', async (t) => {
  const nasty = `\n::set-output name=x::y\r\n::error::%0A a,b:c ##[add-mask]z ${hostile}`
  const report = runOf({
    target: { name: nasty, role: 'parser', kind: nasty, address: nasty },
    setup: { reason: nasty, hint: nasty },
    verdicts: [{ ...violation, case: nasty, title: nasty, reason: nasty, expected: nasty, actual: [nasty], hint: nasty, clause: nasty }],
  })
  t.equal(linesIn(report).length, 2)
  t.notMatch(report, /[\0-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]|\p{Surrogate}/u)
  t.match(linesIn(report).map(readOf), [
    { command: 'error', title: /^Does not conform: parser \n::set-output/ },
    { command: 'error', title: /%0A a,b:c ##/, data: /^\n::set-output name=x::y\\r\n|^\n::set-output/ },
  ])
})

t.test('a long value is cut', async (t) => {
  const long = '%'.repeat(50_000)
  t.ok(runOf({ verdicts: [{ ...violation, title: long, reason: long, case: long }] }).length < 10_000)
})

t.test('no run at all is an error', async (t) => {
  t.equal(github([]), '::error title=Nothing judged::there was no run\n')
})
