// Runs the kit with the inputs of the action, which are in the environment, and writes summary, annotations and outputs.
import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { appendFileSync, existsSync, readFileSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

const { env, execPath, stdout } = process
const kit = resolve(env.SSE_CONFORMANCE_PACKAGE)
const input = (name, fallback = '') => env[`INPUT_${name}`] || fallback
const isWanted = (name) => input(name, 'true').trim().toLowerCase() === 'true'

/** Ends the step for an input that cannot be used. */
const refuse = (message) => {
  stdout.write(`::error title=sse-conformance::${message}\n`)
  process.exit(2)
}

const command = input('COMMAND', 'server')
if (!/^[a-z]+$/.test(command)) refuse('the input command is no command; write server, client, parser or encoder')
if (input('URL').startsWith('-')) refuse('the input url is no URL; options belong into args')

const folder = resolve(input('WORKING_DIRECTORY', '.'))
if (!existsSync(folder)) refuse('the input working-directory names a folder that does not exist')
const out = input('OUT', 'sse-report')
const fileOf = (ending) => join(resolve(folder, out), `${command}.${ending}`)
const files = { json: fileOf('json'), html: fileOf('html'), markdown: fileOf('md'), github: fileOf('github.txt') }

// As name=value, so that no value can be taken for an option.
const option = (name, value) => (value === '' ? [] : [`--${name}=${value}`])
const args = [
  command,
  ...(input('URL') === '' ? [] : [input('URL')]),
  ...option('start', input('START')),
  ...option('wait-for', input('WAIT_FOR')),
  ...option('baseline', input('BASELINE')),
  ...option('fail-on', input('FAIL_ON')),
  ...option('config', input('CONFIG')),
  ...option('out', out),
  ...option('report', 'html,json,junit,markdown,github'),
  ...input('ARGS')
    .split(/\r?\n/)
    .filter((line) => line !== ''),
]

/** Ends with the exit code of the kit. What the target says is printed too, so the runner takes no commands from it. */
const run = async () => {
  const token = randomUUID()
  stdout.write(`::stop-commands::${token}\n`)
  const child = spawn(execPath, [join(kit, 'dist/reports/cli/main.js'), ...args], { cwd: folder, stdio: ['ignore', 'inherit', 'inherit'] })
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal)) // it still writes what was done
  const code = await new Promise((done) => {
    child.on('error', () => done(4))
    child.on('close', (code) => done(code ?? 130))
  })
  stdout.write(`\n::${token}::\n`)
  return code
}

/** What the document says, as the kit itself derives it. */
const outcomeOf = async () => {
  const { conclude, exitCode, summarize } = await import(pathToFileURL(join(kit, 'dist/spec/index.js')).href)
  const runs = existsSync(files.json) ? [JSON.parse(readFileSync(files.json, 'utf8'))].flat() : []
  const telling = runs.find((results) => exitCode([results]) !== 0) ?? runs[0]
  const sum = (key) => runs.reduce((total, results) => total + summarize(results)[key], 0)
  return { conclusion: telling ? conclude(telling) : 'not-started', violations: sum('violations'), warnings: sum('warnings') }
}

/** Each value between delimiters that it cannot contain. */
const writeOutputs = (outputs) => {
  const lines = Object.entries(outputs).map(([name, value]) => {
    const delimiter = randomUUID()
    return `${name}<<${delimiter}\n${value}\n${delimiter}\n`
  })
  if (env.GITHUB_OUTPUT) appendFileSync(env.GITHUB_OUTPUT, lines.join(''))
}

const writeSummary = (code) => {
  if (!env.GITHUB_STEP_SUMMARY || !isWanted('SUMMARY')) return
  const told = existsSync(files.markdown)
    ? readFileSync(files.markdown, 'utf8')
    : `## ? sse-conformance ended with ${code}\n\nThe log of this step says why.\n`
  appendFileSync(env.GITHUB_STEP_SUMMARY, told)
}

const writeAnnotations = (code) => {
  if (!isWanted('ANNOTATIONS')) return
  if (existsSync(files.github)) stdout.write(readFileSync(files.github, 'utf8'))
  else if (code !== 0) stdout.write(`::error title=sse-conformance::it ended with ${code}; the log of this step says why\n`)
}

for (const file of Object.values(files)) rmSync(file, { force: true }) // of an earlier run
const ended = await run()
const code = ended === 0 && !existsSync(files.json) ? 4 : ended // what left no results has judged nothing
writeSummary(code)
writeAnnotations(code)
const pathOf = (file) => (existsSync(file) ? file : '')
writeOutputs({ ...(await outcomeOf()), 'exit-code': code, report: pathOf(files.html), results: pathOf(files.json) })
process.exitCode = code
