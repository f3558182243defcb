import { existsSync } from 'node:fs'
import { execPath } from 'node:process'
import t from 'tap'
import { exitCode, type Results } from '../../spec/results.ts'
import { run } from '../run.ts'
import type { RunOptions } from '../run-options.ts'
import type { ParserTarget } from './target.ts'

const reference = import.meta.resolve('./reference-adapter.js')
const small = { only: ['parser/bom', 'parser/stream'], claim: 'eventsource', jobs: 2, timeout: 20_000 } as const

/** A parser module around the reference; `body` may use `parser` and `emit`. */
const moduleOf = (body: string) => `import reference from '${reference}'
export default function create(emit) { const parser = reference(emit); ${body} }`

/** A parser command around a module: reads stdin, prints event lines. */
const commandOf = (before: string, after = '') => [
  execPath,
  '--input-type=module',
  '-e',
  `${before}
import create from '${reference}'
const parser = create((line) => console.log(JSON.stringify(line)))
for await (const bytes of process.stdin) parser.push(bytes)
parser.end()
${after}`,
]

const judge = (target: Omit<ParserTarget, 'role'>, options: RunOptions = {}) =>
  run({ role: 'parser', ...target } as ParserTarget, { ...small, ...options })
const outcomes = ({ verdicts }: Results) => [...new Set(verdicts.map(({ outcome }) => outcome))].toSorted()

const module = (t: Tap, body: string, options?: RunOptions) =>
  judge({ kind: 'module', module: `${t.testdir({ 'parser.mjs': moduleOf(body) })}/parser.mjs` } as never, options)
const command = (words: readonly string[], options?: RunOptions) => judge({ kind: 'command', command: words } as never, options)
type Tap = { testdir(files: Record<string, string>): string }

t.test('a module that is right passes', async (t) => {
  const results = await module(t, 'return parser')
  t.same(outcomes(results), ['pass'])
  t.equal(exitCode([results]), 0)
})

t.test('a module that is wrong fails with both sides, a hint and a way to see it again', async (t) => {
  const results = await module(
    t,
    'return { push: (bytes) => parser.push(bytes.map((byte) => byte === 0xef ? 0xee : byte)), end: () => parser.end() }',
  )
  const [failure] = results.verdicts.filter(({ outcome }) => outcome === 'fail')
  t.match(failure, { clause: 'bom.leading', reason: /what the stream means/, hint: /EF BB BF/, reproduce: /--only parser\/bom/ })
  t.ok(failure?.wire?.lines.length)
  t.equal(exitCode([results]), 1)
})

t.test('a module that throws, rejects or breaks later fails with its stack', async (t) => {
  const breaking = (how: string) =>
    module(t, `let n = 0; return { push(bytes) { parser.push(bytes); if (bytes[0] === 0xef) ${how} }, end: () => parser.end() }`)
  for (const how of [
    'throw new Error("mine")',
    'return Promise.reject(new Error("mine"))',
    'setTimeout(() => { throw new Error("mine") })',
    'Promise.reject(new Error("mine"))',
  ]) {
    const results = await breaking(how)
    const failures = results.verdicts.filter(({ outcome }) => outcome === 'fail')
    t.match(failures[0]?.actual, /Error: mine[\s\S]*parser\.mjs/, how)
    t.ok(
      results.verdicts.some(({ outcome }) => outcome === 'pass'),
      'the others are judged',
    )
  }
})

t.test('a module that ends its process fails, and the run goes on', async (t) => {
  const results = await module(
    t,
    'return { push(bytes) { parser.push(bytes); if (bytes[0] === 0xef) process.exit(3) }, end: () => parser.end() }',
  )
  t.match(results.verdicts.find(({ outcome }) => outcome === 'fail')?.reason, /the process of the module exits with 3/)
  t.ok(results.verdicts.some(({ outcome }) => outcome === 'pass'))
})

t.test('after three hangs in a row the rest is not asked', async (t) => {
  const results = await module(
    t,
    'return { push(bytes) { parser.push(bytes); if (bytes[0] === 0xef) for (;;); }, end: () => parser.end() }',
    {
      only: ['parser/bom'],
      timeout: 700,
      jobs: 1,
    },
  )
  const reasons = results.verdicts.map(({ outcome, reason }) => `${outcome} ${reason ?? ''}`)
  t.equal(reasons.filter((reason) => /^fail gives no answer within 0\.7 s/.test(reason)).length, 3)
  t.ok(reasons.some((reason) => /^skip not asked: the target gave no answer three times/.test(reason)))
})

t.test('a module that talks on stdout and stderr is judged all the same', async (t) => {
  t.same(outcomes(await module(t, 'console.log("hello"); console.error("hello"); return parser')), ['pass'])
})

t.test('a module that answers nothing, or is none, is not judged', async (t) => {
  const mute = await module(t, 'return { push() {}, end() {} }')
  t.match(mute.setup?.reason, /no event line for a plain stream; it answers nothing/)
  const absent = await judge({ kind: 'module', module: '/nowhere/parser.mjs' } as never)
  t.match(absent.setup?.reason, /there is no module/)
  const broken = await judge({ kind: 'module', module: `${t.testdir({ 'x.mjs': 'export default 1' })}/x.mjs` } as never)
  t.match(broken.setup?.reason, /default export is number/)
  for (const results of [mute, absent, broken]) t.equal(exitCode([results]), 3)
})

t.test('a module that does not load in time is not judged', async (t) => {
  const began = performance.now()
  const looping = await judge({ kind: 'module', module: `${t.testdir({ 'x.mjs': 'for (;;);' })}/x.mjs` } as never, { timeout: 1000 })
  t.match(looping.setup, { reason: /not up within 1 s/, hint: /--timeout/ })
  t.ok(performance.now() - began < 8000)
})

t.test('the end of one run leaves the processes of another alone', async (t) => {
  const slow = module(t, 'await_: { const until = Date.now() + 20; while (Date.now() < until); } return parser', { only: ['parser/bom'] })
  await command(commandOf(''), { only: ['parser/bom/two-boms'] })
  t.same(outcomes(await slow), ['pass'])
})

t.test('a command that is right passes', async (t) => {
  const results = await command(commandOf(''), { only: ['parser/bom', 'parser/chunking/bom*'] })
  t.same(outcomes(results), ['pass'])
})

t.test('a command that is wrong fails, with the bytes for a shell', async (t) => {
  const results = await command(['sh', '-c', `${'sed s/^data:.//'} | cat`], { only: ['parser/bom'] })
  t.match(results.setup?.reason, /stdout carries something other than event lines/)
  const wrong = await command(
    commandOf('process.stdin.map', '').map((word) =>
      word.replace('parser.push(bytes)', 'parser.push(bytes.map((b) => b === 0xef ? 0xee : b))'),
    ),
    { only: ['parser/bom'] },
  )
  const failure = wrong.verdicts.find(({ outcome }) => outcome === 'fail')
  t.match(failure?.reproduce, /^printf '/)
})

t.test('a command that crashes, hangs, talks on stdout or is absent is not judged', async (t) => {
  const setup = async (words: readonly string[]) => (await command(words, { timeout: 1500 })).setup
  t.match(await setup(commandOf('', 'process.exit(7)')), { reason: /the command exits with 7/ })
  t.match(await setup(commandOf('', 'throw new Error("boom")')), { stderr: /boom/ })
  t.match(await setup([execPath, '-e', 'setInterval(() => {}, 1000)']), { reason: /gives no answer within 1.5 s/ })
  t.match(await setup(commandOf('console.log("Parser 1.0")')), { reason: /something other than event lines: "Parser 1.0"/ })
  t.match(await setup(['./no-such-parser']), { reason: /there is no such command/ })
})

t.test('a command that talks on stderr is judged', async (t) => {
  t.same(outcomes(await command(commandOf('console.error("x".repeat(100_000))'), { only: ['parser/bom/bom-*'], jobs: 2 })), ['pass'])
})

t.test('what a command leaves running is ended', async (t) => {
  const marker = `${process.pid}${Date.now()}`.slice(-9)
  const leaving = `import { spawn } from 'node:child_process'
for (const detached of [true, false]) spawn('sleep', ['${marker}'], { detached, stdio: 'inherit' }).unref()`
  await command(commandOf(leaving), { only: ['parser/bom/bom-before-comment'] })
  const { execFileSync } = await import('node:child_process')
  const left = execFileSync('ps', ['-eo', 'args'])
    .toString()
    .split('\n')
    .filter((line) => line === `sleep ${marker}`)
  t.same(left, [])
})

const noProc = !existsSync('/proc/self/stat') && 'memory is watched through /proc'

t.test('a command that floods stdout or eats memory is ended and not judged', { skip: noProc }, async (t) => {
  const flooding = await command([execPath, '-e', 'const line = "{}\\n".repeat(1e5); setInterval(() => process.stdout.write(line), 0)'])
  t.match(flooding.setup?.reason, /writes more than 16 MB/)
  const eating = await command([execPath, '-e', 'const held = []; setInterval(() => held.push(Buffer.alloc(1e8, 1)), 5)'])
  t.match(eating.setup?.reason, /uses more than 1024 MB of memory and was ended/)
})
