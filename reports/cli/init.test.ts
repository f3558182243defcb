import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { execPath } from 'node:process'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import { parse } from 'yaml'
import { version } from '../../suites/version.ts'
import { runCommandLine } from './command-line.ts'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const bin = fileURLToPath(import.meta.resolve('./main.js'))

const init = async (...args: readonly string[]) => {
  const told: string[] = []
  const write = (text: string) => void told.push(text)
  const code = await runCommandLine(['init', 'ci', ...args], { out: write, err: write })
  return { code, out: told.join('') }
}
const yamlIn = (file: string) => parse(readFileSync(file, 'utf8'))

t.test('the workflow uses the action with inputs that it has, in the version of the kit', async (t) => {
  const folder = t.testdir({})
  t.equal((await init(folder)).code, 0)
  const workflow = yamlIn(`${folder}/.github/workflows/sse-conformance.yml`)
  const step = workflow.jobs.sse.steps.find(({ uses }: { uses?: string }) => uses?.includes('/sse-conformance@'))
  t.match(step.uses, new RegExp(`@v${version}$`))
  const { inputs } = yamlIn(`${root}action.yml`)
  const text = readFileSync(`${folder}/.github/workflows/sse-conformance.yml`, 'utf8')
  const offered = Array.from(text.matchAll(/^ {10}# ([a-z-]+): /gm), ([, name = '']) => name)
  t.ok(offered.length > 0)
  for (const name of [...Object.keys(step.with), ...offered]) t.ok(name in inputs, name)
})

t.test('the configuration is that of init server, with what CI needs beside it', async (t) => {
  const folder = t.testdir({ 'package.json': JSON.stringify({ scripts: { start: 'PORT=4321 node server.js' } }) })
  const { out } = await init(folder)
  const file = `${folder}/sse-conformance.yaml`
  t.same(yamlIn(file), { server: { url: 'http://127.0.0.1:4321/events', start: 'npm start' } })
  t.match(readFileSync(file, 'utf8'), /# CHANGE: Where .*\n {2}url: .*\n\n {2}# CHANGE: A shell command .*\n {2}start: /)
  t.match(out, /wrote .*sse-conformance\.yaml: the stream at http:\/\/127\.0\.0\.1:4321\/events, started with npm start\n/)
})

t.test('in CI a server has to be started, even where nothing tells how', async (t) => {
  const folder = t.testdir({})
  t.match((await init(folder)).out, /started with npm start, which is a guess: there is no package\.json with a script/)
  t.equal(yamlIn(`${folder}/sse-conformance.yaml`).server.start, 'npm start')
})

t.test('what exists is never overwritten, unless that is asked for', async (t) => {
  const folder = t.testdir({ '.github': { workflows: { 'sse-conformance.yml': 'mine' } }, 'sse-conformance.json': '{}' })
  const file = `${folder}/.github/workflows/sse-conformance.yml`
  const refused = await init(folder)
  t.equal(refused.code, 2)
  t.match(refused.out, /exists already; --force overwrites it/)
  t.equal(readFileSync(file, 'utf8'), 'mine')
  t.notOk(existsSync(`${folder}/sse-conformance.yaml`))
  const forced = await init(folder, '--force')
  t.equal(forced.code, 0)
  t.match(forced.out, /left .*sse-conformance\.json as it is/)
  t.not(readFileSync(file, 'utf8'), 'mine')
  t.notOk(existsSync(`${folder}/sse-conformance.yaml`), 'a second configuration would not be read')
})

t.test('GitLab gets a job whose JUnit file is where the kit writes it', async (t) => {
  const folder = t.testdir({})
  t.match((await init(folder, '--gitlab')).out, /include: \{ local: \.gitlab\/sse-conformance\.yml \}/)
  const job = yamlIn(`${folder}/.gitlab/sse-conformance.yml`)['sse-conformance']
  t.equal(job.artifacts.reports.junit, 'sse-report/server.xml')
  t.match(job.script.at(-1), new RegExp(`sse-conformance@${version.replaceAll('.', '\\.')} server .*junit`))
  t.notOk(existsSync(`${folder}/.github`))
})

t.test('the shell script judges what the configuration names, and ends as the kit does', async (t) => {
  const server = createServer((_, response) => response.setHeader('content-type', 'text/plain').end('no stream')).listen(0, '127.0.0.1')
  t.teardown(() => server.close())
  await once(server, 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/events`
  const folder = t.testdir({ 'sse-conformance.json': JSON.stringify({ server: { url, for: '200ms' } }) })
  await init(folder, '--shell')
  chmodSync(bin, 0o755)
  const child = spawn('./sse-conformance.sh', ['--only', 'server/http'], {
    cwd: folder,
    env: { PATH: process.env.PATH, SSE_CONFORMANCE: `${execPath} ${bin}` },
  })
  let out = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (bytes) => {
      out += bytes
    })
  const [code] = await once(child, 'close')
  t.equal(code, 1, out)
  t.match(out, /DOES NOT CONFORM[\s\S]*The reports are in sse-report/)
  for (const ending of ['html', 'json', 'xml', 'md']) t.ok(existsSync(`${folder}/sse-report/server.${ending}`), ending)
})

t.test('a folder that is not there is refused', async (t) => {
  t.match(await init(`${t.testdir({})}/none`), { code: 2, out: /there is no folder/ })
})
