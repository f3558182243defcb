import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import { parse } from 'yaml'

const root = fileURLToPath(new URL('../../', import.meta.url))
const action = parse(readFileSync(`${root}action.yml`, 'utf8'))
const [step] = action.runs.steps
const reference = import.meta.resolve('../suites/targets/reference-adapter.js')
/** Reads something of its own where a stream begins with a byte order mark. */
const broken = `import create from '${reference}'
const own = new TextEncoder().encode('data: a\\ndata: ::set-output name=x::y\\n\\n')
export default (emit) => {
  const parser = create(emit)
  return { push: (bytes) => parser.push(bytes[0] === 0xef ? own : bytes), end: () => parser.end() }
}`
const deaf = `export default () => ({ push() {}, end() {} })`

/** The names of the outputs and their values, as the runner reads them. */
const outputsIn = (text: string) =>
  Object.fromEntries(Array.from(text.matchAll(/^([\w-]+)<<(\S+)\n([\s\S]*?)\n\2$/gm), ([, name, , value]) => [name, value]))

type Inputs = Readonly<Record<string, string>>

/** Runs the action as a runner does, with its defaults, in a folder with these inputs. */
const act = async (folder: string, inputs: Inputs) => {
  const defaults = Object.entries(action.inputs as Record<string, { default: string }>).map(([name, input]) => [name, input.default])
  const given = Object.entries({ ...Object.fromEntries(defaults), ...inputs }) as [string, string][]
  for (const name of ['output', 'summary']) writeFileSync(`${folder}/${name}`, '')
  const child = spawn('bash', ['-c', step.run], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env.PATH,
      ...Object.fromEntries(given.map(([name, value]) => [`INPUT_${name.replaceAll('-', '_').toUpperCase()}`, value])),
      ...{ GITHUB_ACTION_PATH: root.slice(0, -1), SSE_CONFORMANCE_PACKAGE: root },
      ...{ GITHUB_OUTPUT: `${folder}/output`, GITHUB_STEP_SUMMARY: `${folder}/summary` },
    },
  })
  let out = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (bytes) => {
      out += bytes
    })
  const [code] = await once(child, 'close')
  const outputs = outputsIn(readFileSync(`${folder}/output`, 'utf8'))
  return { code, out, outputs, summary: readFileSync(`${folder}/summary`, 'utf8') }
}

/** The lines that the runner takes for commands: not those between stop-commands and its token. */
const commandsIn = (out: string) => {
  const [, token = 'none'] = /^::stop-commands::(.+)$/m.exec(out) ?? []
  const [before = '', , after = ''] = out.split(token)
  return `${before}${after}`.split('\n').filter((line) => line.trimStart().startsWith('::') && !/^::(stop-commands::::)?$/.test(line))
}

t.test('each input reaches the script through the environment, and no command', async (t) => {
  const names = Object.keys(action.inputs)
  t.same(step.env, Object.fromEntries(names.map((name) => [`INPUT_${name.replaceAll('-', '_').toUpperCase()}`, `\${{ inputs.${name} }}`])))
  t.notMatch(step.run, /\$\{\{/)
})

t.test('the example of the README uses inputs and outputs that exist', async (t) => {
  const [, block = ''] = /```yaml\n(- uses: [\s\S]*?)```/.exec(readFileSync(`${root}README.md`, 'utf8')) ?? []
  const [example, after] = parse(block)
  for (const name of Object.keys(example.with)) t.ok(name in action.inputs, name)
  const outputs = Array.from(JSON.stringify(after.env).matchAll(/steps\.sse\.outputs\.([\w-]+)/g), ([, name = '']) => name)
  t.ok(outputs.length > 0)
  for (const name of outputs) t.ok(name in action.outputs, name)
})

t.test('what conforms ends with 0, its outputs and its summary', async (t) => {
  const folder = t.testdir({ 'good.mjs': `export { default } from '${reference}'` })
  const { code, outputs, summary, out } = await act(folder, { command: 'parser', args: '--module=good.mjs\n--only=parser/bom\n' })
  t.equal(code, 0, out)
  t.match(outputs, { conclusion: 'conforms', 'exit-code': '0', violations: '0', warnings: '0' })
  t.same(Object.keys(outputs).toSorted(), Object.keys(action.outputs).toSorted())
  t.ok(existsSync(outputs.report ?? '') && existsSync(outputs.results ?? ''))
  t.match(summary, /^## ✓ Conforms: parser/)
  t.match(commandsIn(out), [/^::notice title=Conforms/])
})

t.test('a violation ends with 1 and is annotated; what the target says is no command', async (t) => {
  const folder = t.testdir({ 'bad.mjs': broken })
  const { code, outputs, summary, out } = await act(folder, { command: 'parser', args: '--module=bad.mjs\n--only=parser/bom' })
  t.equal(code, 1, out)
  t.match(outputs, { conclusion: 'does-not-conform', violations: /^[1-9]/ })
  t.equal(outputs['exit-code'], String(code))
  t.match(summary, /^## ✗ Does not conform/)
  t.match(out, /^::stop-commands::(\S{36})\n[\s\S]*DOES NOT CONFORM[\s\S]*\n::\1::\n::error/m)
  for (const line of commandsIn(out)) t.match(line, /^::(error|warning|notice) title=/)
  t.match(commandsIn(out)[0], /^::error/)
})

t.test('a target that cannot be understood, and a wrong option, are told in outputs and summary', async (t) => {
  const folder = t.testdir({ 'deaf.mjs': deaf })
  const silent = await act(folder, { command: 'parser', args: '--module=deaf.mjs' })
  t.match(silent.outputs, { conclusion: 'not-started', 'exit-code': '3' })
  t.match(silent.summary, /^## \? Not started/)
  const wrong = await act(folder, { command: 'parser', args: '--modul=deaf.mjs' })
  t.match(wrong.outputs, { conclusion: 'not-started', 'exit-code': '2', report: '', results: '' }, 'nothing of the run before is left')
  t.match(wrong.summary, /ended with 2/)
  t.match(commandsIn(wrong.out), [/^::error title=sse-conformance::it ended with 2/])
})

t.test('no input is ever run by a shell, nor taken for an option', async (t) => {
  const nasty = '$(touch x) `touch x`; touch x\n"; touch x #\' && touch x\n--versio'
  const folder = t.testdir({ 'good.mjs': `export { default } from '${reference}'` })
  const own = ['command', 'start', 'working-directory'] // start is a shell command by its nature
  const passed = Object.keys(action.inputs).filter((name) => !own.includes(name))
  const all = Object.fromEntries(passed.map((name) => [name, nasty]))
  for (const inputs of [all, { ...all, args: '', url: '' }, { command: nasty }, { 'working-directory': nasty }, { url: '--version' }]) {
    const { code } = await act(folder, { command: 'parser', ...inputs })
    t.equal(code, 2, Object.keys(inputs).join())
    t.notOk(existsSync(`${folder}/x`))
  }
  const named = await act(folder, { command: 'parser', args: `--module=good.mjs\n--only=parser/bom\n--name=$(touch x);"'\`touch x\`` })
  t.equal(named.code, 0)
  t.notOk(readdirSync(folder).includes('x'))
  t.ok(readFileSync(named.outputs.results ?? '', 'utf8').includes('$(touch x);'), 'the argument arrives as it stands')
})

t.test('a command that judges nothing is never green', async (t) => {
  const told = await act(t.testdir({}), { command: 'parser', args: '--version' })
  t.equal(told.code, 4, told.out)
})

t.test('summary and annotations can be turned off', async (t) => {
  const folder = t.testdir({ 'good.mjs': `export { default } from '${reference}'` })
  const off = { summary: 'false', annotations: 'false' }
  const { out, summary, outputs } = await act(folder, { command: 'parser', args: '--module=good.mjs\n--only=parser/bom', ...off })
  t.equal(summary, '')
  t.same(commandsIn(out), [])
  t.equal(outputs.conclusion, 'conforms')
})

t.test('a version that is neither a version nor a tag is refused before npm sees it', async (t) => {
  const child = spawn('bash', [`${root}action/run.sh`], { env: { PATH: process.env.PATH, INPUT_VERSION: '1.0.0 file:/x;$(touch x)' } })
  let out = ''
  child.stdout.on('data', (bytes) => {
    out += bytes
  })
  const [code] = await once(child, 'close')
  t.equal(code, 2)
  t.match(out, /neither a version nor a tag/)
})
