/** Puts every client, parser, encoder and server of this folder before the kit; README.md says how to add one. */
import { execFile, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { extname, parse } from 'node:path'

process.chdir(import.meta.dirname)
const cli = '../../dist/reports/cli/main.js'
const print = (line) => process.stdout.write(`${line}\n`)

if (!existsSync(cli)) {
  print('the kit is not built: npm run build in its folder')
  process.exit(1)
}
const { summarize, weigh } = await import('../../dist/spec/index.js')

/** A port that was free a moment ago. */
const freePort = async () => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address()
  await new Promise((resolve) => server.close(resolve))
  return port
}

/** What of a client is asked here, so that all of them take two minutes; without --only, a client is asked everything. */
const topics = ['event', 'data', 'id', 'request', 'type']

const wordsFor = async (role, file) => {
  const isPython = extname(file) === '.py'
  if (role === 'client') return [...topics.flatMap((topic) => ['--only', `client/${topic}`]), '--timeout', '3s', '--module', file]
  if (role !== 'server') return isPython ? ['--', 'python3', file] : ['--module', file]
  const port = await freePort()
  const start = `PORT=${port} exec ${isPython ? 'python3' : 'node'} ${file}`
  const url = `http://127.0.0.1:${port}`
  const hook = readFileSync(file, 'utf8').includes('/publish') ? ['--publish', `${url}/publish`] : []
  return [`${url}/events`, ...hook, '--start', start, '--for', '3s']
}

const outcomeOf = (command) =>
  new Promise((resolve) => {
    execFile(process.execPath, command, { maxBuffer: 2 ** 30 }, (error, stdout, stderr) => {
      resolve({ status: error ? (error.code ?? error.signal) : 0, stdout, stderr })
    })
  })

const judge = async ({ role, name, file }) => {
  const words = await wordsFor(role, file)
  const command = [cli, role, '--json', '--name', name, '--out', `sse-report/${role}/${name}`, ...words]
  const { status, stdout, stderr } = await outcomeOf(command)
  const isJudged = status === 0 || status === 1
  const results = stdout ? JSON.parse(stdout) : undefined
  print(`${role} ${name}: ${isJudged ? describe(results) : `could not be judged (exit ${status}): ${results?.setup?.reason ?? stderr}`}`)
  return isJudged
}

const describe = (results) => {
  const { passed, failed } = summarize(results)
  const dialect = results.dialect ? `dialect ${Object.values(results.dialect).join('/')}; ` : ''
  const found = ['violation', 'warning'].map((weight) => `${weight}s: ${clausesThat(results, weight).join(' ') || 'none'}`)
  return `${passed} passed, ${failed} failed in ${Math.round(results.durationMs / 1000)} s; ${dialect}${found.join('; ')}`
}

const clausesThat = ({ verdicts }, weight) => [
  ...new Set(verdicts.filter((verdict) => weigh(verdict) === weight).map(({ clause }) => clause)),
]

const roles = { clients: 'client', parsers: 'parser', encoders: 'encoder', servers: 'server' }
const targets = Object.entries(roles).flatMap(([folder, role]) =>
  readdirSync(`adapters/${folder}`).map((file) => ({ role, name: parse(file).name, file: `adapters/${folder}/${file}` })),
)
const hasPython = spawnSync('python3', ['--version']).status === 0
if (!hasPython) print('what is written in Python is skipped, because there is no python3 here')
const wanted = targets.filter(({ file }) => hasPython || extname(file) !== '.py')

const judged = []
const judgeAll = async (queue) => {
  for (let target = queue.shift(); target; target = queue.shift()) judged.push(await judge(target))
}
await judgeAll(wanted.filter(({ role }) => role !== 'server'))
const servers = wanted.filter(({ role }) => role === 'server')
await Promise.all([judgeAll(servers), judgeAll(servers)]) // two at a time, since they are waited for more than they are computed
process.exitCode = judged.every(Boolean) ? 0 : 1
