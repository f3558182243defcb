// Writes a corpus and puts a right and wrong parsers before its runners: all languages, or those that the arguments name.
import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { decodeWith } from '../dist/reference/decoder/decoder.js'
import { decoderMutants } from '../dist/reference/mutants/decoder.js'
import { bytesOf, vectors } from '../dist/spec/index.js'

/** Of each language: the runner, the parser that is put into its marked part, and how both are built and run. */
const languages = {
  python: {
    runner: 'runner.py',
    parser: 'sse_parser.py',
    yours: 'import os\nfrom sse_parser import parse\nASIDE = {os.environ.get("ASIDE")}',
    build: ['python3', '--version'],
    run: ['python3', 'runner.py'],
    named: /^differs, \w+: (\S+)/gm,
  },
  go: {
    runner: 'runner_test.go',
    parser: 'parser_test.go',
    yours: 'var aside = map[string]bool{os.Getenv("ASIDE"): true}',
    build: ['go', 'test', '-c', '-o', 'runner', 'runner_test.go', 'parser_test.go'],
    run: ['./runner', '-test.v'],
    named: /^=== RUN +TestParser\/(\S+)\/\w+\n.+\n +expected /gm,
  },
  java: {
    runner: 'Runner.java',
    parser: 'Parser.java',
    yours:
      'static final Set<String> ASIDE = Set.of(System.getenv().getOrDefault("ASIDE", ""));\nstatic Map<String, List<String>> parse(byte[] stream) { return Parser.parse(stream); }',
    build: ['javac', '-d', '.', 'Runner.java', 'Parser.java'],
    run: ['java', '-cp', '.', 'Runner'],
    named: /^differs, \w+: (\S+)/gm,
  },
}

/** What a parser gets wrong (a mutant of the reference), what is set aside, and the exit code that is right. */
const trials = [
  { exit: 0 },
  { wrong: 'id-null-accepted', exit: 1 },
  { wrong: 'retry-clamped', exit: 0 },
  { wrong: 'retry-clamped', aside: 'retry', exit: 0 },
  { wrong: 'dialect-block-without-data', exit: 1 },
  { wrong: 'dialect-block-without-data', aside: 'dispatch', exit: 0 },
]

/** The vectors that a runner is to name: those that the mutant reads otherwise. */
const telling = ({ wrong, aside }) => {
  const mutant = decoderMutants.find(({ id }) => id === wrong)
  if (!mutant || aside) return []
  return vectors.filter((vector) => !isDeepStrictEqual(decodeWith(mutant.steps, bytesOf(vector)), vector.decoded)).map(({ id }) => id)
}

const judge = (language, folder) => {
  const { runner, parser, yours, build, run, named } = languages[language]
  const start = ([command, ...args], env) => spawnSync(command, args, { cwd: folder, encoding: 'utf8', env: { ...process.env, ...env } })
  const check = (what, isRight, { stdout, stderr }) => {
    console.log(`${isRight ? 'ok' : 'WRONG'}  ${language}: ${what}`)
    if (!isRight) console.log(stdout + stderr)
    return isRight
  }
  const tryOn = (trial) => {
    const outcome = start(run, { WRONG: trial.wrong ?? '', ASIDE: trial.aside ?? '' })
    // A vector is named once for each key that differs.
    const names = [...new Set(Array.from(outcome.stdout.matchAll(named), ([, id]) => id))]
    const what = `${trial.wrong ?? 'a right parser'}${trial.aside ? `, ${trial.aside} set aside` : ''}: exit ${outcome.status}, ${names.length} named`
    return check(what, outcome.status === trial.exit && isDeepStrictEqual(names, telling(trial)), outcome)
  }
  /** The corpus changed in a way that leaves nothing to judge. */
  const refuses = (what, change) => {
    for (const file of ['vectors.json', 'vectors.tsv']) change(join(folder, file))
    const built = start(build)
    const outcome = built.status === 0 ? start(run) : built
    return check(`${what}: exit ${outcome.status}`, outcome.status > 0, outcome)
  }

  const file = join(folder, runner)
  writeFileSync(file, readFileSync(file, 'utf8').replace(/^.*\[yours[\s\S]*yours\]$/m, yours))
  copyFileSync(join(import.meta.dirname, 'corpus', parser), join(folder, parser))
  const built = start(build)
  if (built.error) {
    console.log(`skipped  ${language}: there is no ${build[0]} here`)
    return 'skipped'
  }
  if (!check('builds', built.status === 0, built)) return false
  return [
    ...trials.map(tryOn),
    refuses('an empty corpus', (path) =>
      writeFileSync(path, path.endsWith('.json') ? '{"clauses":{},"vectors":[]}\n' : 'vector\tclause\n'),
    ),
    refuses('no corpus', (path) => rmSync(path)),
  ].every(Boolean)
}

const inFolder = (language) => {
  const folder = mkdtempSync(join(tmpdir(), 'sse-corpus-'))
  try {
    const cli = join(import.meta.dirname, '../dist/reports/cli/main.js')
    const { status } = spawnSync(process.execPath, [cli, 'corpus', folder], { stdio: ['ignore', 'ignore', 'inherit'] })
    return status === 0 && judge(language, folder)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const asked = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(languages)
const outcomes = asked.map(inFolder)
process.exitCode = outcomes.includes(true) && !outcomes.includes(false) ? 0 : 1
