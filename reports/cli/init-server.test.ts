import { readFileSync } from 'node:fs'
import { PassThrough } from 'node:stream'
import t from 'tap'
import { parse } from 'yaml'
import { misfits } from '../../spec/schema.ts'
import { schemas } from '../../spec/schemas.ts'
import { version } from '../../suites/version.ts'
import { runCommandLine } from './command-line.ts'
import { type Ask, converse } from './dialogue.ts'
import { configuration } from './init/configuration.ts'
import { guessOf } from './init/guess.ts'
import type { Terminal } from './terminal.ts'

/** Runs `init server`; where somebody answers, at a terminal. */
const init = async (args: readonly string[], answer?: Ask) => {
  const told: string[] = []
  const asked: string[] = []
  const ask: Ask = async (question) => {
    asked.push(question)
    return (await answer?.(question)) ?? ''
  }
  const tell = (text: string) => void told.push(text)
  const terminal: Terminal = { out: tell, err: tell, ...(answer ? { converse: (talk) => talk(ask) } : {}) }
  const code = await runCommandLine(['init', 'server', ...args], terminal)
  return { code, out: told.join(''), asked }
}
/** Answers to the questions that hold these words, one after the other; to all others nothing. */
const answering = (answers: Readonly<Record<string, readonly string[]>> = {}): Ask => {
  const left = Object.entries(answers).map(([words, given]) => ({ words, given: [...given] }))
  return async (question) => left.find(({ words }) => question.includes(words))?.given.shift() ?? ''
}
const textIn = (folder: string) => readFileSync(`${folder}/sse-conformance.yaml`, 'utf8')
const configIn = (folder: string) => parse(textIn(folder))

/** With the examples in the place of their comments; what explains begins with a capital. */
const withoutComments = (text: string) => text.replace(/^( *)# (?=[ a-z-])(?!yaml-language-server)/gm, '$1')

t.test('without a terminal it guesses, and marks what it guessed', async (t) => {
  const folder = t.testdir({ 'package.json': JSON.stringify({ scripts: { dev: 'node server.js --port 4100' } }) })
  const { code, out, asked } = await init([folder])
  t.same([code, asked], [0, []])
  t.same(configIn(folder), { server: { url: 'http://127.0.0.1:4100/events', start: 'npm run dev' } })
  t.match(textIn(folder), /^ {2}# CHANGE: Where .*\n {2}url: http/m)
  t.match(out, /started with npm run dev\nNow look at the lines marked CHANGE, then run: npx sse-conformance server\n$/)
})

t.test('what is written fits the schema, also with every example in it, and holds every key of a server', async (t) => {
  const folder = t.testdir({})
  await init([folder])
  t.same(misfits('config', configIn(folder)), [])
  const all = parse(withoutComments(textIn(folder)))
  t.same(misfits('config', all), [])
  t.same(Object.keys(all), ['server', 'baseline', 'fail-on', 'require-observed'])
  t.same(Object.keys(all.server).toSorted(), Object.keys(schemas.config.properties.server.properties).toSorted())
})

t.test('every key of a server has a sentence that explains it, and an example', async (t) => {
  const keys: Readonly<Record<string, { description?: string; examples?: readonly unknown[] }>> =
    schemas.config.properties.server.properties
  for (const [name, { description, examples }] of Object.entries(keys)) {
    t.match(description, /^[A-Z][^\n]+\.$/, name)
    t.equal(examples?.length, 1, name)
  }
})

t.test('what is nested stands in a block, and what is flat on one line', async (t) => {
  const server = { url: 'http://a/', headers: { a: 'b' }, more: { good: { headers: { Authorization: 'x' } }, list: ['a', 'b'] } }
  const text = configuration({ server, guessed: [], schema: 's' })
  t.match(text, /^ {2}headers: \{ a: b \}$/m)
  t.same(parse(text).server.headers, server.headers)
})

t.test('an editor finds the schema in the project, or else on the web', async (t) => {
  const bare = t.testdir({})
  await init([bare])
  t.ok(
    textIn(bare).startsWith(`# yaml-language-server: $schema=https://unpkg.com/sse-conformance@${version}/dist/spec/schemas/config.json\n`),
  )
  const folder = `${t.testdir({ in: { node_modules: { 'sse-conformance': { dist: { spec: { schemas: { 'config.json': '{}' } } } } } } })}/in`
  await init([folder])
  t.ok(textIn(folder).startsWith('# yaml-language-server: $schema=./node_modules/sse-conformance/dist/spec/schemas/config.json\n'))
})

t.test('at a terminal it asks, and an empty answer takes the guess', async (t) => {
  const folder = t.testdir({ 'package.json': JSON.stringify({ scripts: { start: 'node .' } }) })
  const { code, out, asked } = await init([folder], answering())
  t.equal(code, 0)
  t.match(asked[0], /\[http:\/\/127\.0\.0\.1:3000\/events\] $/)
  t.match(asked[1], /\[npm start\] $/)
  t.same(configIn(folder), { server: { url: 'http://127.0.0.1:3000/events', start: 'npm start' } })
  t.notMatch(textIn(folder) + out, /CHANGE/)
})

t.test('the answers are what is written', async (t) => {
  const folder = t.testdir({ 'package.json': JSON.stringify({ scripts: { start: 'node .' } }) })
  const answers = answering({ 'Where is': ['https://sse.example/x'], 'Which command': ['none'], token: ['SSE_TOKEN'], floods: ['yes'] })
  await init([folder], answers)
  t.same(configIn(folder), {
    server: { url: 'https://sse.example/x', headers: { Authorization: 'Bearer ${SSE_TOKEN}' }, allowHeavy: ['sse.example'] },
  })
})

t.test('an answer that a configuration cannot hold is asked for again, with the reason', async (t) => {
  const folder = t.testdir({})
  const { asked } = await init([folder], answering({ 'Where is': ['localhost:3000', 'http://localhost:3000/'] }))
  t.match(asked[1], /^ {2}found "localhost:3000", allowed: a URL that begins with http:\/\/ or https:\/\/\nWhere is/)
  t.equal(configIn(folder).server.url, 'http://localhost:3000/')
})

t.test('a token itself is refused where its variable is asked for', async (t) => {
  const folder = t.testdir({})
  const { asked } = await init([folder], answering({ token: ['eyJhbGciOi.e30.x'] }))
  t.ok(asked.some((question) => question.startsWith('  write the name of the variable')))
  t.notMatch(textIn(folder), /eyJ/)
})

t.test('what sends events is a URL where it looks like one, else a command', async (t) => {
  const folder = t.testdir({})
  await init([folder], answering({ send: ['ftp://a', 'http://127.0.0.1:3000/publish'] }))
  t.match(configIn(folder).server, { publish: 'http://127.0.0.1:3000/publish', publishCommand: undefined })
  await init([folder, '--force'], answering({ send: ['node publish.js'] }))
  t.match(configIn(folder).server, { publish: undefined, publishCommand: 'node publish.js' })
})

t.test('this machine is never asked about, and --yes asks nothing', async (t) => {
  const folder = t.testdir({})
  t.notOk((await init([folder], answering())).asked.some((question) => question.includes('floods')))
  t.same((await init([folder, '--yes', '--force'], answering())).asked, [])
})

t.test('what exists is overwritten only with --force, and never shadowed', async (t) => {
  const folder = t.testdir({ 'sse-conformance.yaml': 'mine' })
  t.match(await init([folder]), { code: 2, out: /sse-conformance\.yaml exists already; --force overwrites it/ })
  t.equal(textIn(folder), 'mine')
  t.equal((await init([folder, '--force'])).code, 0)
  t.not(textIn(folder), 'mine')
  const other = t.testdir({ 'sse-conformance.json': '{}' })
  t.match(await init([other, '--force'], answering()), { code: 2, out: /json exists already; .* beside it would mislead/, asked: [] })
  t.match(await init([`${other}/none`]), { code: 2, out: /there is no folder/ })
})

t.test('start, port and path are guessed from what package.json names, and from nothing else', async (t) => {
  const of = (scripts: unknown, dependencies?: unknown) => guessOf(JSON.stringify({ scripts, dependencies }))
  const at = (port: number) => `http://127.0.0.1:${port}/events`
  t.same(of({ dev: 'vite --port 5000' }), { start: 'npm run dev', url: at(5000) })
  t.same(of({ start: 'node . -p 80', dev: 'x --port=1234' }), { start: 'npm start', url: at(80) })
  t.same(of({ start: 'node .' }), { start: 'npm start', url: at(3000) })
  t.same(of({ dev: 'wrangler dev' }), { start: 'npm run dev', url: at(8787) })
  t.same(of({}, { 'better-sse': '1', express: '5' }), { url: 'http://127.0.0.1:3000/sse' })
  for (const text of ['', 'no JSON', '{}', '{"scripts":{"start":7}}', '[]', 'null', '{"scripts":"x","dependencies":[]}'])
    t.same(guessOf(text), { url: at(3000) }, text)
})

t.test('a server of the Model Context Protocol is asked with a POST that opens a stream', async (t) => {
  const { url, method, headers, body } = guessOf('{"dependencies":{"@modelcontextprotocol/sdk":"^1"}}')
  t.match({ url, method, headers }, { url: /\/mcp$/, method: 'POST', headers: { Accept: /text\/event-stream/ } })
  t.match(JSON.parse(body ?? ''), { jsonrpc: '2.0', method: 'initialize' })
})

t.test('whoever leaves before the end has nothing written', async (t) => {
  const [input, output] = [new PassThrough(), new PassThrough()]
  const leaving = converse(input, output, async (ask) => [await ask('a? '), await ask('b? ')])
  input.write('x\n')
  input.end()
  await t.rejects(leaving, { name: 'UsageError' })
})

t.test('a conversation hands on each line as the answer to its question', async (t) => {
  const [input, output] = [new PassThrough(), new PassThrough()]
  input.write('x\ny\n')
  t.same(await converse(input, output, async (ask) => [await ask('a? '), await ask('b? ')]), ['x', 'y'])
  t.equal(String(output.read()), 'a? b? ')
})
