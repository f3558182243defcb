import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import { misfits } from '../../spec/schema.ts'
import { runCommandLine } from './command-line.ts'

const reference = import.meta.resolve('../../reference/index.js')
const right = `export { EventSource as default, EventSource as Named } from '${reference}'`
/** Takes a redirect for an end. */
const faulty = `import { EventSource } from '${reference}'
const fetching = (request, options) => fetch(request, { ...options, redirect: 'error' })
export default class extends EventSource { constructor(url, options) { super(url, { ...options, fetch: fetching }) } }`
const command = `import { EventSource } from '${reference}'
const { types = [], initialDelayMs, ...options } = JSON.parse(process.env.SSE_OPTIONS ?? '{}')
const source = new EventSource(process.argv.at(-1), { ...options, ...(initialDelayMs === undefined ? {} : { reconnectionTime: initialDelayMs }) })
const print = (line) => console.log(JSON.stringify(line))
source.onopen = () => print({ open: true })
source.onerror = () => print({ error: 'error', readyState: source.readyState })
for (const type of ['message', ...types]) source.addEventListener(type, ({ data, lastEventId }) => print({ type, data, lastEventId }))`
// Each run starts processes.
t.setTimeout(120_000)
const one = ['--only', 'client/redirect/301']

/** Runs the command line in this process, in a folder. */
const cli = async (cwd: string, ...args: readonly string[]) => {
  const before = process.cwd()
  let [out, err] = ['', '']
  const terminal = {
    out: (text: string) => {
      out += text
    },
    err: (text: string) => {
      err += text
    },
  }
  process.chdir(cwd)
  try {
    return { code: await runCommandLine(args, terminal), out, err }
  } finally {
    process.chdir(before)
  }
}

t.test('a module is judged as an EventSource, and the results fit their schema', async (t) => {
  const folder = t.testdir({ 'right.mjs': right })
  const { code, out } = await cli(folder, 'client', '--module', 'right.mjs', ...one)
  t.equal(code, 0, out)
  t.match(out, /client right\.mjs .* as eventsource/)
  t.match(out, /CONFORMS {3}1 MUST judged/)
  const results = JSON.parse(readFileSync(`${folder}/sse-report/client.json`, 'utf8'))
  t.same(misfits('results', results), [])
  t.ok(existsSync(`${folder}/sse-report/client.html`))
})

t.test('another export of a module is judged when it is named', async (t) => {
  const folder = t.testdir({ 'right.mjs': right })
  t.equal((await cli(folder, 'client', '--module', 'right.mjs', '--export', 'Named', ...one)).code, 0)
  const absent = await cli(folder, 'client', '--module', 'right.mjs', '--export', 'Nobody', ...one)
  t.equal(absent.code, 3)
  t.match(absent.out, /SET-UP .*Nobody/)
})

t.test('a command is judged as a client, and may be named in a configuration', async (t) => {
  const script = fileURLToPath(new URL(`file://${t.testdirName}/client.mjs`))
  const config = JSON.stringify({ client: { command: [process.execPath, script] } })
  const folder = t.testdir({ 'client.mjs': command, 'sse.json': config })
  const said = await cli(folder, 'client', ...one, '--', process.execPath, script)
  t.equal(said.code, 0, said.out)
  t.match(said.out, /as client/)
  t.equal((await cli(folder, 'client', '--config', 'sse.json', ...one)).code, 0)
})

t.test('a violation is exit 1, with what was expected', async (t) => {
  const folder = t.testdir({ 'faulty.mjs': faulty })
  const { code, out } = await cli(folder, 'client', '--module', 'faulty.mjs', '--timeout', '3s', ...one)
  t.equal(code, 1, out)
  t.match(out, /client\/redirect\/301/)
})

t.test('a client that is absent is exit 3', async (t) => {
  const folder = t.testdir({})
  const absent = await cli(folder, 'client', ...one, '--', './no-such-client')
  t.equal(absent.code, 3)
  t.match(absent.out, /SET-UP .*no-such-client/)
  const service = await cli(folder, 'client', '--service', 'http://127.0.0.1:1', ...one)
  t.equal(service.code, 3)
  t.match(service.out, /SET-UP /)
})

t.test('--dry-run starts nothing', async (t) => {
  const { code, out } = await cli(t.testdir({}), 'client', '--dry-run', ...one, '--', './no-such-client')
  t.equal(code, 0)
  t.match(out, /client\/redirect\/301/)
})

t.test('wrong use is one sentence', async (t) => {
  const folder = t.testdir({})
  const cases: readonly (readonly [readonly string[], number, RegExp])[] = [
    [[], 2, /say which client/],
    [['--module', 'a', '--', 'b'], 2, /one of them/],
    [['--module', 'a', '--service', 'http://localhost'], 2, /one of them/],
    [['--export', 'x', '--', 'b'], 2, /--export goes with --module/],
    [['--service', 'localhost'], 2, /"localhost" is no URL/],
    [['--module', 'a', '--only', 'client/redirect/31'], 4, /no case matches/],
  ]
  for (const [args, expected, message] of cases) {
    const { code, err } = await cli(folder, 'client', ...args)
    t.equal(code, expected, args.join(' '))
    t.match(err, message)
    t.notMatch(err, /\n {4}at /, 'no stack')
  }
})

t.test('help says what a command prints and what it is asked', async (t) => {
  const { code, out } = await cli(t.testdir({}), 'client', '--help')
  t.equal(code, 0)
  t.match(out, /"lastEventId":"1"/)
  t.match(out, /SSE_OPTIONS/)
})

t.test('explain shows the bytes of a vector', async (t) => {
  const { code, out } = await cli(t.testdir({}), 'explain', 'client/bom/bom-before-data')
  t.equal(code, 0)
  t.match(out, /"type":"message"/)
})
