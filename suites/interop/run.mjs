/** Puts every parser of this folder before the kit; README.md says how to add one. */
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { basename } from 'node:path'

process.chdir(import.meta.dirname)
const cli = '../../dist/reports/cli/main.js'
const print = (line) => process.stdout.write(`${line}\n`)

if (!existsSync(cli)) {
  print('the kit is not built: npm run build in its folder')
  process.exit(1)
}
const { summarize, weigh } = await import('../../dist/spec/index.js')

const judge = (name, words) => {
  const command = [cli, 'parser', '--json', '--name', name, '--out', `sse-report/${name}`, ...words]
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { encoding: 'utf8', maxBuffer: 2 ** 30 })
  const isJudged = status === 0 || status === 1
  const results = stdout ? JSON.parse(stdout) : undefined
  print(`${name}: ${isJudged ? describe(results) : `could not be judged (exit ${status}): ${results?.setup?.reason ?? stderr}`}`)
  return isJudged
}

const describe = (results) => {
  const { passed, failed, violations } = summarize(results)
  const red = new Set(results.verdicts.filter((verdict) => weigh(verdict) === 'violation').map(({ clause }) => clause))
  const dialect = Object.values(results.dialect).join('/')
  return `${passed} passed, ${failed} failed, ${violations} violations; dialect ${dialect}; red: ${[...red].join(' ') || 'nothing'}`
}

const adapters = readdirSync('adapters').map((file) => [basename(file, '.mjs'), ['--module', `adapters/${file}`]])
const hasPython = spawnSync('python3', ['--version']).status === 0
if (!hasPython) print('python: skipped, because there is no python3 here')
const targets = hasPython ? [...adapters, ['python', ['--', 'python3', 'parser.py']]] : adapters
const judged = targets.map(([name, words]) => judge(name, words))
process.exitCode = judged.every(Boolean) ? 0 : 1
