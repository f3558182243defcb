import { existsSync, readFileSync } from 'node:fs'
import t from 'tap'
import { parse } from 'yaml'
import type { Results } from '../../spec/results.ts'
import { runCommandLine } from './command-line.ts'
import { explain } from './explain.ts'
import { judgeTargets } from './judge.ts'

const reference = import.meta.resolve('../../suites/targets/reference-adapter.js')
const adapter = (body: string) => `import create from '${reference}'\nexport default (emit) => { const parser = create(emit); ${body} }`
const right = adapter('return parser')
/** Takes out NULs, and so breaks seven cases of parser/id and none of parser/bom. */
const wrong = adapter('return { push: (bytes) => parser.push(bytes.filter((byte) => byte !== 0)), end: () => parser.end() }')
const known = (more = '') => `entries:\n  - { case: "parser/id/null*", reason: it drops NULs${more} }\n`

const capture = () => {
  const told = { out: '', err: '' }
  const into = (key: 'out' | 'err') => (text: string) => {
    told[key] += text
  }
  return { told, terminal: { out: into('out'), err: into('err') } }
}

type Tap = { testdir(files: Record<string, string>): string }
const inFolder = async <Result>(folder: string, act: () => Promise<Result>): Promise<Result> => {
  const before = process.cwd()
  process.chdir(folder)
  try {
    return await act()
  } finally {
    process.chdir(before)
  }
}

/** Judges a parser in a folder of its own; the words are those of a command line. */
const gate = async (t: Tap, parser: string, words: string, files: Record<string, string> = {}) => {
  const folder = t.testdir({ 'parser.mjs': parser, ...files })
  return again(folder, words)
}
const again = async (folder: string, words: string) => {
  const { told, terminal } = capture()
  const args = ['parser', '--module', 'parser.mjs', '--as', 'eventsource', ...words.split(' ')]
  const code = await inFolder(folder, () => runCommandLine(args, terminal))
  const file = `${folder}/sse-report/parser.json`
  return { code, ...told, folder, results: () => JSON.parse(readFileSync(file, 'utf8')) as Results }
}

t.test('what conforms is exit 0', async (t) => {
  const { code, out } = await gate(t, right, '--only parser/id')
  t.equal(code, 0)
  t.match(out, /^CONFORMS/m)
})

t.test('a violation is exit 1', async (t) => {
  const { code, out } = await gate(t, wrong, '--only parser/id')
  t.equal(code, 1)
  t.match(out, /^DOES NOT CONFORM/m)
})

t.test('a violation that the baseline knows is exit 0, and never told as conforming', async (t) => {
  const { code, out, results } = await gate(t, wrong, '--only parser/id --baseline known.yaml', { 'known.yaml': known() })
  t.equal(code, 0)
  t.match(out, /^KNOWN FAILURES ONLY {3}\d+ MUSTs judged · \d+ not observed · \d+ known failures$/m)
  t.match(out, /^≈ MUST {2}parser\/id\/null[\s\S]* known {5}it drops NULs$/m)
  t.equal(results().baseline?.file, 'known.yaml')
})

t.test('a stale entry is exit 1', async (t) => {
  const { code, out } = await gate(t, right, '--only parser/id --baseline known.yaml', { 'known.yaml': known() })
  t.equal(code, 1)
  t.match(out, /✗ STALE {2}parser\/id\/null\*\n +to do +.*take the entry out of known\.yaml/)
  t.match(out, /^GATE CLOSED[\s\S]*closed by 1 stale entry of known\.yaml$/m)
})

t.test('an expired entry is exit 1', async (t) => {
  const files = { 'known.yaml': known(', expires: 2020-01-31') }
  const { code, out } = await gate(t, right, '--only parser/id --baseline known.yaml', files)
  t.equal(code, 1)
  t.match(out, /✗ EXPIRED {2}parser\/id\/null\*\n +to do +excuses nothing since its last day, 2020-01-31/)
})

t.test('nothing that matches is exit 4', async (t) => {
  const { code, err } = await gate(t, right, '--only parser/idd --baseline known.yaml', { 'known.yaml': known() })
  t.equal(code, 4)
  t.match(err, /no case matches "parser\/idd"; did you mean "parser\/id"/)
})

t.test('what was not chosen makes no entry stale', async (t) => {
  t.equal((await gate(t, right, '--only parser/bom --baseline known.json', { 'known.json': JSON.stringify(parse(known())) })).code, 0)
})

t.test('each shard is green where the whole is', async (t) => {
  for (const shard of ['1/4', '2/4', '3/4', '4/4']) {
    const files = { 'known.yaml': known().replace('null*', '*null*') }
    t.equal((await gate(t, wrong, `--only parser/id --shard ${shard} --baseline known.yaml`, files)).code, 0, shard)
  }
})

t.test('a flaky entry that does not fail is exit 0', async (t) => {
  t.equal((await gate(t, right, '--only parser/id --baseline k.yaml', { 'k.yaml': known(', flaky: true') })).code, 0)
})

t.test('a baseline that cannot be used is exit 2, and says why', async (t) => {
  const files = {
    'typo.yaml': 'entries: [{ case: parser/idd, reason: x }]',
    'key.yaml': 'entries: [{ case: parser/id, reason: x, ownr: y }]',
    'bare.yaml': 'entries: [{ case: parser/id }]',
    'day.json': '{"entries":[{"case":"parser/id","reason":"x","expires":"2026-13-01"}]}',
  }
  for (const [words, message] of [
    ['--baseline typo.yaml', /typo\.yaml: no case matches "parser\/idd"; did you mean "parser\/id"/],
    ['--baseline key.yaml', /\/entries\/0 has the unknown key "ownr"; did you mean "owner"/],
    ['--baseline bare.yaml', /\/entries\/0: must have required property 'reason'/],
    ['--baseline day.json', /\/entries\/0\/expires: found "2026-13-01"/],
    ['--baseline none.yaml', /cannot read the baseline none\.yaml: ENOENT/],
    ['--write-baseline', /say where to write what fails/],
    ['--fail-on may', /Allowed choices are must, should/],
    ['--rerun-failed none.json', /cannot read the results none\.json/],
  ] as const) {
    const { code, err } = await gate(t, right, words, files)
    t.equal(code, 2, words)
    t.match(err, message)
  }
})

t.test('--write-baseline writes what fails, so that the next run is green', async (t) => {
  const { code, folder, out } = await gate(t, wrong, '--only parser/id --write-baseline known.yaml')
  t.equal(code, 0)
  const { entries } = parse(readFileSync(`${folder}/known.yaml`, 'utf8'))
  t.ok(entries.length > 1)
  t.match(entries[0], { case: /^parser\/id\/[a-z-]+$/, reason: /replace this sentence/ })
  t.match(out, /known\.yaml was written: \d+ entries; replace the reason of \d+/)
  t.equal((await again(folder, '--only parser/id --baseline known.yaml')).code, 0)
})

t.test('--write-baseline keeps what applies with its comments, drops what is stale, and renews what is expired', async (t) => {
  const before = `entries:
  # the parser team knows
  - { case: "parser/id/null-*", reason: it drops NULs, issue: "#7" }
  - { case: parser/bom, reason: was fixed }
  - { case: "parser/id/nulls-*", reason: two NULs, owner: us, expires: 2020-01-01 }
  - { case: encoder/injection, reason: another role }
`
  const { code, folder } = await gate(t, wrong, '--only parser/id --only parser/bom --baseline known.yaml --write-baseline', {
    'known.yaml': before,
  })
  const text = readFileSync(`${folder}/known.yaml`, 'utf8')
  t.equal(code, 0)
  t.match(text, /# the parser team knows/)
  t.same(parse(text).entries, [
    { case: 'parser/id/null-*', reason: 'it drops NULs', issue: '#7' },
    { case: 'encoder/injection', reason: 'another role' },
    { case: 'parser/id/nulls-as-id', reason: 'two NULs', owner: 'us' },
  ])
})

t.test('--write-baseline writes JSON, and leaves the rest of the exit code as it is', async (t) => {
  const words = '--only parser/id --only parser/dialect --require-observed parser/dialect --write-baseline known.json'
  const { code, folder } = await gate(t, wrong, words)
  t.equal(code, 1)
  t.ok(JSON.parse(readFileSync(`${folder}/known.json`, 'utf8')).entries.length > 1)
})

t.test('a run that did not start writes no baseline', async (t) => {
  const { code, folder, out } = await gate(t, 'export default 1', '--write-baseline known.yaml')
  t.equal(code, 3)
  t.notOk(existsSync(`${folder}/known.yaml`))
  t.match(out, /known\.yaml was not written/)
})

/** Delivers late, which breaks a SHOULD and no MUST. */
const late = adapter(`const pieces = []
  return { push: (bytes) => void pieces.push(bytes), end() { for (const bytes of pieces) parser.push(bytes); parser.end() } }`)
const prompt = '--only parser/stream/delivers-at-blank-line --only parser/bom'

t.test('a broken SHOULD closes the gate only with --fail-on should', async (t) => {
  t.equal((await gate(t, late, prompt)).code, 0)
  const { code, out, results } = await gate(t, late, `${prompt} --fail-on should`)
  t.equal(code, 1)
  t.match(out, /^GATE CLOSED[\s\S]*closed by 1 broken SHOULD \(--fail-on should\)$/m)
  t.equal(results().failOn, 'should')
})

t.test('a configuration may say what the gate asks', async (t) => {
  const files = {
    'sse-conformance.yaml': 'fail-on: should\nbaseline: known.yaml\nrequire-observed: [parser/dialect]\n',
    'known.yaml': known(', flaky: true'),
  }
  const { code, results } = await gate(t, late, `${prompt} --only parser/dialect`, files)
  t.equal(code, 1)
  t.match(results(), { failOn: 'should', baseline: { file: 'known.yaml' } })
  t.ok(results().verdicts.some(({ required }) => required))
})

t.test('what is required and matches no case is told as for --only', async (t) => {
  const { code, err } = await gate(t, right, '--require-observed parser/retri')
  t.equal(code, 4)
  t.match(err, /no case matches "parser\/retri"; did you mean "parser\/retry"/)
})

t.test('--rerun-failed judges what failed, with the same seed', async (t) => {
  const first = await gate(t, wrong, '--only parser/id --only parser/bom --seed mine')
  const failed = first.results().verdicts.flatMap((verdict) => (verdict.outcome === 'fail' ? [verdict.case] : []))
  const second = await again(first.folder, '--rerun-failed sse-report/parser.json')
  t.equal(second.code, 1)
  t.equal(second.results().seed, 'mine')
  t.same(
    second.results().verdicts.map((verdict) => verdict.case),
    failed,
  )
})

t.test('--rerun-failed where nothing failed is exit 4', async (t) => {
  const { folder } = await gate(t, right, '--only parser/bom')
  const { code, err } = await again(folder, '--rerun-failed sse-report/parser.json')
  t.equal(code, 4)
  t.match(err, /nothing to run again: sse-report\/parser\.json tells of no parser case that failed/)
})

t.test('--dry-run tells what would run, and leaves nothing behind', async (t) => {
  const { code, out, folder } = await gate(t, 'throw new Error()', '--only parser/bom --dry-run')
  t.equal(code, 0)
  t.match(out, /^must {4}parser\/bom\/[\s\S]*^\d+ cases would run against the parser; nothing was started$/m)
  t.notOk(existsSync(`${folder}/sse-report`))
  t.equal((await gate(t, right, '--only parser/bom --skip parser/bom --dry-run')).code, 4)
})

t.test('a dry run tells how many requests there would be, where a role says so', async (t) => {
  const { told, terminal } = capture()
  const targets = () => [{ role: 'parser', kind: 'reference' } as const]
  await judgeTargets({ only: ['parser/bom'], dryRun: true }, terminal, { files: 'x', targets, requests: (chosen) => chosen.length * 2 })
  t.match(told.out, /would run against the parser, with about \d+ requests;/)
})

t.test('an old id goes on working on the command line', async (t) => {
  const folder = t.testdir({ 'known.yaml': 'entries: [{ case: parser/id/once, reason: x, flaky: true }]' })
  const renames = { 'parser/id/once': 'parser/id/null-as-id' }
  const { told, terminal } = capture()
  const assignment = { files: 'x', targets: () => [{ role: 'parser', kind: 'reference' } as const], renames }
  const flags = { only: ['parser/id/once'], requireObserved: ['parser/id/once'], baseline: 'known.yaml' }
  t.equal(await inFolder(folder, () => judgeTargets(flags, terminal, assignment)), 0)
  t.match(told.out, /1 MUST judged/)
  explain('parser/id/once', terminal, renames)
  t.match(told.out, /parser\/id\/once is now called parser\/id\/null-as-id/)
})
