import { writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import pc from 'picocolors'
import { exitCode, type Results } from '../../spec/results.ts'
import { cases, type RunOptions, run, select, type Target } from '../../suites/index.ts'
import { json, jsonArray } from '../json.ts'
import { reporters } from '../reporters.ts'
import { textWith } from '../text.ts'
import { type Config, loadConfig } from './config.ts'
import { makeFolder } from './folder.ts'
import { checkPatterns, type Flags, settle } from './options.ts'
import { createProgress, noProgress } from './progress.ts'
import type { Terminal } from './terminal.ts'
import { UsageError } from './usage-error.ts'

/** What a command judges. */
export type Assignment = {
  /** How the files of the reports are called. */
  readonly files: string
  /** An array of documents even where there is only one. */
  readonly isSelfRun?: boolean
  readonly targets: (config: Config, name: string | undefined) => readonly Target[]
}

/** Judges the targets, tells what came of it and returns the exit code. */
export const judgeTargets = async (flags: Flags, terminal: Terminal, assignment: Assignment): Promise<number> => {
  const config = await loadConfig(flags.config)
  const options = settle(flags, config)
  const named = assignment.targets(config, options.name)
  const known = cases.filter(({ id }) => named.some(({ role }) => id.startsWith(`${role}/`)))
  checkPatterns(
    [...(options.only ?? []), ...(options.skip ?? [])],
    known.map(({ id }) => id),
  )
  const chosen = select(known, options)
  const targets = named.filter(({ role }) => named.length === 1 || chosen.some(({ id }) => id.startsWith(`${role}/`)))
  const out = prepare(options.out ?? 'sse-report')
  const interruption = listenForInterrupt()
  try {
    const runs: Results[] = []
    for (const target of targets) runs.push(await judgeOne(target, { ...options, signal: interruption.signal }, flags, terminal))
    tell(runs, flags, assignment, terminal)
    const written = await write(runs, options.report ?? ['html', 'json'], out, assignment)
    if (!flags.json) terminal.out(`${pc.dim(written.join('  '))}\n`)
    return exitCode(runs)
  } finally {
    interruption.stop()
  }
}

const judgeOne = async (target: Target, options: RunOptions, { json, quiet }: Flags, terminal: Terminal): Promise<Results> => {
  const progress = json || quiet ? noProgress : createProgress(terminal, pc, target.role)
  try {
    return await run(target, { ...options, onPlan: (cases) => progress.plan(cases.length), onVerdict: progress.verdict })
  } finally {
    progress.clear()
  }
}

const tell = (runs: readonly Results[], { json: asJson, quiet, verbose }: Flags, { isSelfRun }: Assignment, { out }: Terminal): void => {
  if (asJson) out(isSelfRun ? jsonArray(runs) : json(runs))
  else out(textWith({ paint: pc, ...(quiet ? { show: 'conclusion' } : verbose ? { show: 'all' } : {}) })(runs))
}

/** The folder of the reports, made before the run so that no finished run is lost for want of it. */
const prepare = (folder: string): string => {
  try {
    makeFolder(folder)
    return folder
  } catch (error) {
    throw new UsageError(`cannot make the folder ${folder}: ${(error as NodeJS.ErrnoException).code}; name another with --out`)
  }
}

const write = async (
  runs: readonly Results[],
  names: readonly string[],
  out: string,
  { files, isSelfRun }: Assignment,
): Promise<readonly string[]> => {
  const written: string[] = []
  for (const name of names) {
    const { load, ending } = reporters[name as keyof typeof reporters]
    const report = name === 'json' && isSelfRun ? jsonArray : await load()
    const file = join(out, `${files}.${ending}`)
    try {
      writeFileSync(file, report(runs))
    } catch (error) {
      throw new UsageError(`cannot write ${file}: ${(error as NodeJS.ErrnoException).code}; name another folder with --out`)
    }
    written.push(relative('', file))
  }
  return written
}

/** A signal for the first interrupt; the second ends the process at once. */
const listenForInterrupt = () => {
  const controller = new AbortController()
  const interrupt = () => (controller.signal.aborted ? process.exit(130) : controller.abort())
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
  for (const signal of signals) process.on(signal, interrupt)
  return {
    signal: controller.signal,
    stop() {
      for (const signal of signals) process.off(signal, interrupt)
    },
  }
}
