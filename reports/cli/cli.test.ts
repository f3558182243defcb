import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { execPath } from 'node:process'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import { misfits } from '../../spec/schema.ts'
import { runCommandLine } from './command-line.ts'

const bin = fileURLToPath(import.meta.resolve('./main.js'))
const reference = import.meta.resolve('../../suites/targets/reference-adapter.js')

type Outcome = { readonly code: number; readonly out: string; readonly err: string }

/** Runs the command line in this process, in a folder. */
const cli = async (cwd: string, args: readonly string[], screen?: { readonly columns: number }): Promise<Outcome> => {
  const before = process.cwd()
  let [out, err] = ['', '']
  const terminal = {
    out: (text: string) => {
      out += text
    },
    err: (text: string) => {
      err += text
    },
    ...(screen ? { screen } : {}),
  }
  process.chdir(cwd)
  try {
    const code = await runCommandLine(args, terminal)
    return { code, out, err }
  } finally {
    process.chdir(before)
  }
}
const module = (body: string) => `import create from '${reference}'\nexport default (emit) => { const parser = create(emit); ${body} }`

t.test('without arguments the reference is judged and the reports are written', async (t) => {
  const folder = t.testdir({})
  const { code, out } = await cli(folder, ['--only', 'parser/bom'])
  t.equal(code, 0)
  t.match(out, /CONFORMS {3}\d+ MUSTs judged · 0 not observed/)
  t.match(readFileSync(`${folder}/sse-report/reference.html`, 'utf8'), /<!doctype html>/i)
  const [results] = JSON.parse(readFileSync(`${folder}/sse-report/reference.json`, 'utf8'))
  t.same(misfits('results', results), [])
})

t.test('--json prints the document and nothing else', async (t) => {
  const folder = t.testdir({ 'parser.mjs': module('return parser') })
  const { code, out, err } = await cli(folder, [
    'parser',
    '--module',
    'parser.mjs',
    '--only',
    'parser/bom',
    '--json',
    '--seed',
    'mine',
    '--name',
    'mine',
  ])
  const results = JSON.parse(out)
  t.same(misfits('results', results), [])
  t.match(results, { seed: 'mine', target: { name: 'mine', kind: 'module', address: 'parser.mjs' } })
  t.same([code, err], [0, ''])
})

t.test('a violation is exit 1, with the way to see it again', async (t) => {
  const folder = t.testdir({
    'parser.mjs': module('return { push: (bytes) => parser.push(bytes.filter((byte) => byte !== 0)), end: () => parser.end() }'),
  })
  const { code, out } = await cli(folder, [
    'parser',
    '--module',
    'parser.mjs',
    '--only',
    'parser/id',
    '--report',
    'text',
    '--out',
    'deep/er',
  ])
  t.equal(code, 1)
  t.match(out, /✗ MUST {2}parser\/id\/.*\n +expected/)
  t.match(out, /npx sse-conformance parser --module parser\.mjs --only parser\/id\//)
  t.ok(existsSync(`${folder}/deep/er/parser.txt`))
})

t.test('what cannot be run is one sentence and the exit code of its kind', async (t) => {
  const folder = t.testdir({
    'bad.yaml': 'onli: []',
    'worse.yaml': ': : :',
    'as.json': '{"as":"browser"}',
    file: '',
    'list.txt': '# none\n',
  })
  const cases: readonly (readonly [readonly string[], number, RegExp])[] = [
    [['parsr'], 2, /no command "parsr"; did you mean "parser"\?/],
    [['--onyl', 'x'], 2, /unknown option '--onyl'\s+\(Did you mean --only\?\)/],
    [['parser'], 2, /say which parser/],
    [['parser', '--module', 'a', '--', 'b'], 2, /not both/],
    [['--timeout', 'soon'], 2, /Write a time above zero/],
    [['--timeout', '0'], 2, /Write a time above zero/],
    [['--jobs', '0'], 2, /whole number from 1 to 64/],
    [['--shard', '3/2'], 2, /i from 1 to n/],
    [['--as', 'browser'], 2, /Allowed choices are eventsource, client, parser/],
    [['--report', 'htm'], 2, /no reporter "htm"; did you mean "html"\?/],
    [['--config', 'none.yaml'], 2, /cannot read the configuration none.yaml: ENOENT/],
    [['--config', 'bad.yaml'], 2, /unknown key "onli"; did you mean "only"\?/],
    [['--config', 'worse.yaml'], 2, /is no YAML/],
    [['--config', 'as.json'], 2, /as\.json: \/as: found "browser", allowed eventsource, client, parser/],
    [['--only', '@none.txt'], 2, /cannot read the list none.txt/],
    [['--only', 'parser/bomm'], 4, /no case matches "parser\/bomm"; did you mean "parser\/bom"\?/],
    [['list', '--skip', 'x/y'], 4, /no case matches "x\/y"/],
    [['--out', 'file/x'], 2, /cannot make the folder/],
    [['explain', 'id.nul'], 2, /no case and no clause "id\.nul"; did you mean "id\.null"\?/],
  ]
  for (const [args, expected, message] of cases) {
    const { code, err } = await cli(folder, args)
    t.equal(code, expected, args.join(' '))
    t.match(err, message)
    t.notMatch(err, /\n {4}at /, 'no stack')
  }
})

t.test('a target that is absent is exit 3, and the report says so', async (t) => {
  const folder = t.testdir({})
  const { code, out } = await cli(folder, ['parser', '--', './no-such-parser', '--flag'])
  t.equal(code, 3)
  t.match(out, /SET-UP {2}could not start \.\/no-such-parser: there is no such command\n {2}hint/)
  t.match(readFileSync(`${folder}/sse-report/parser.html`, 'utf8'), /no such command/)
})

t.test('an interrupt writes what was done and is exit 130', async (t) => {
  const slow = module(
    'return { push: (bytes) => parser.push(bytes), end: () => new Promise((done) => setTimeout(() => { parser.end(); done() }, 40)) }',
  )
  const folder = t.testdir({ 'slow.mjs': slow })
  const child = spawn(execPath, [bin, 'parser', '--module', 'slow.mjs', '--as', 'eventsource', '--jobs', '1'], {
    cwd: folder,
    stdio: 'ignore',
  })
  const timer = setTimeout(() => child.kill('SIGINT'), 3000) // once the first verdicts are there; earlier is interrupted all the same
  const [code] = await once(child, 'close')
  clearTimeout(timer)
  t.equal(code, 130)
  t.equal(JSON.parse(readFileSync(`${folder}/sse-report/parser.json`, 'utf8')).interrupted, true)
})

t.test('a configuration names target and options, the command line wins', async (t) => {
  const folder = t.testdir({
    'parser.mjs': module('return parser'),
    'sse-conformance.yaml':
      'parser: { module: parser.mjs }\nname: from the file\nonly: [parser/bom, parser/line]\nskip: [parser/line]\ntimeout: 5s\nreport: [text]\n',
  })
  const { code, out } = await cli(folder, ['parser', '--json', '--name', 'from the line'])
  t.equal(code, 0)
  const { target, verdicts } = JSON.parse(out)
  t.equal(target.name, 'from the line')
  t.ok(verdicts.every(({ case: id }: { case: string }) => id.startsWith('parser/bom/')))
  t.ok(existsSync(`${folder}/sse-report/parser.txt`))
})

t.test('list and explain tell of cases and clauses', async (t) => {
  const folder = t.testdir({ 'list.txt': 'parser/bom # is no comment here\n' })
  const listed = await cli(folder, ['list', '--only', 'parser/bom', '--skip', '**/two-*'])
  t.match(listed.out, /^must {4}parser\/bom\/\S+ +\S/)
  t.equal(JSON.parse((await cli(folder, ['list', '--json'])).out).length > 500, true)
  t.match((await cli(folder, ['explain', 'id.null'])).out, /says +An id field whose value holds U\+0000/)
  const explained = (await cli(folder, ['explain', 'parser/id/null-id-keeps-block'])).out
  t.match(explained, /id: 1\\u0000\\n +id with U\+0000: ignored/)
  t.match(explained, /what comes out\n {2}\{"type":"message"/)
})

t.test('a reader that stops early is no fault', async (t) => {
  const child = spawn('sh', ['-c', `"${execPath}" "${bin}" list | head -1`])
  let err = ''
  child.stderr.on('data', (bytes) => {
    err += bytes
  })
  await once(child, 'close')
  t.equal(err, '')
})

t.test('a screen shows how far the run is, and is left clean', async (t) => {
  const { out } = await cli(t.testdir({}), ['--only', 'parser/bom'], { columns: 60 })
  t.match(out, /\r\x1b\[Kparser {2}0\/\d+/)
  t.match(out, /\r\x1b\[Ksse-conformance/)
})
