import { type Command, InvalidArgumentError, Option } from 'commander'
import type { FailOn } from '../../spec/gate.ts'
import type { Claim } from '../../spec/results.ts'
import type { RunOptions } from '../../suites/run-options.ts'
import { reporters } from '../reporters.ts'
import type { Config } from './config.ts'
import { addGateOptions, type GateFlags } from './gate-options.ts'
import { didYouMean } from './nearest.ts'
import { readPatterns } from './patterns.ts'
import { UsageError } from './usage-error.ts'

/** What commander makes of the command line. */
export type Flags = GateFlags & {
  readonly config?: string
  readonly name?: string
  readonly as?: Claim
  readonly only?: readonly string[]
  readonly skip?: readonly string[]
  readonly timeout?: number
  readonly deadline?: number
  readonly jobs?: number
  readonly seed?: string
  readonly shard?: { readonly index: number; readonly count: number }
  readonly out?: string
  readonly report?: readonly string[]
  readonly json?: boolean
  readonly quiet?: boolean
  readonly verbose?: boolean
}

const claims: readonly Claim[] = ['eventsource', 'client', 'parser']

/** Gathers what a repeatable option is given. */
export const collect = (value: string, before: readonly string[] = []) => [...before, value]

/** The options that choose cases. */
export const addSelection = (command: Command): Command =>
  command
    .option('--only <glob>', 'only the cases that match; repeatable, @file reads a list', collect)
    .option('--skip <glob>', 'not the cases that match; repeatable, @file reads a list', collect)

/** The options of every command that judges. */
export const addRunOptions = (command: Command): Command =>
  addGateOptions(addSelection(command.option('--config <file>', 'JSON or YAML (default: sse-conformance.json or .yaml, if there is one)')))
    .option('--timeout <time>', 'one case: 10s, 500ms, 2m (default: 10s)', parseDuration)
    .option('--deadline <time>', 'the whole run (default: 10m)', parseDuration)
    .option(
      '--jobs <n>',
      'cases at the same time (default: one a processor, at most 4; of a server all; of a client 128, or 8 commands)',
      parseJobs,
    )
    .option('--seed <text>', 'what is left to chance: the same seed gives the same run', parseSeed)
    .option('--shard <i/n>', 'part i of n', parseShard)
    .option('--name <name>', 'what the reports call the target')
    .option('--out <dir>', 'where the reports go (default: ./sse-report)')
    .option('--report <list>', `comma-separated: ${Object.keys(reporters).join(', ')} (default: html,json)`, parseReports)
    .option('--json', 'print the results document on stdout, and nothing else')
    .option('--quiet', 'print the conclusion only')
    .option('--verbose', 'print every verdict')

/** The option of a reader, which may say what it is. */
export const addClaim = (command: Command, says = 'what a parser says it is (default: parser)'): Command =>
  command.addOption(new Option('--as <claim>', says).choices([...claims]))

/** A number of seconds, or a number with ms, s or m, in milliseconds. */
export const parseDuration = (text: string): number => {
  const [, number, unit = 's'] = /^(\d+(?:\.\d+)?)(ms|s|m)?$/.exec(text) ?? []
  const milliseconds = Number(number) * { ms: 1, s: 1000, m: 60_000 }[unit as 'ms' | 's' | 'm']
  if (!(milliseconds > 0)) throw new InvalidArgumentError('Write a time above zero, such as 500ms, 10s or 2m.')
  return milliseconds
}

const parseJobs = (text: string): number => {
  const jobs = Number(text)
  if (!Number.isInteger(jobs) || jobs < 1 || jobs > 64) throw new InvalidArgumentError('Write a whole number from 1 to 64.')
  return jobs
}

const parseSeed = (text: string): string => {
  if (text === '') throw new InvalidArgumentError('Write any text that is not empty.')
  return text
}

const parseShard = (text: string) => {
  const [, index, count] = /^(\d+)\/(\d+)$/.exec(text) ?? []
  const shard = { index: Number(index), count: Number(count) }
  if (!(shard.index >= 1 && shard.index <= shard.count)) throw new InvalidArgumentError('Write i/n with i from 1 to n, such as 1/4.')
  return shard
}

const parseReports = (text: string): readonly string[] => {
  const names = text.split(',').map((name) => name.trim())
  const unknown = names.find((name) => !(name in reporters))
  if (unknown === undefined) return names
  throw new InvalidArgumentError(
    `There is no reporter "${unknown}"${didYouMean(unknown, Object.keys(reporters))} Known: ${Object.keys(reporters).join(', ')}.`,
  )
}

/** What a run is given, and what its reports are called and where they go. */
export type Settings = RunOptions & {
  readonly name: string | undefined
  readonly out: string | undefined
  readonly report: readonly string[] | undefined
}

/** The command line's options, and where it says nothing, those of the configuration. */
export const settle = (flags: Flags, config: Config): Settings => ({
  name: flags.name ?? config.name,
  claim: flags.as ?? (config.as as Claim | undefined),
  timeout: flags.timeout ?? optional(config.timeout, (time) => parseDuration(String(time))),
  deadline: flags.deadline ?? optional(config.deadline, (time) => parseDuration(String(time))),
  jobs: flags.jobs ?? config.jobs,
  seed: flags.seed ?? config.seed,
  shard: flags.shard ?? optional(config.shard, parseShard),
  out: flags.out ?? config.out,
  report: flags.report ?? config.report,
  only: readPatterns(flags.only ?? config.only),
  skip: readPatterns(flags.skip ?? config.skip),
  failOn: flags.failOn ?? (config['fail-on'] as FailOn | undefined),
  requireObserved: readPatterns(flags.requireObserved ?? config['require-observed']),
})

/** What the configuration says, read as the command line is; throws a UsageError where it cannot be. */
export const optional = <From, To>(value: From | undefined, convert: (value: From) => To): To | undefined => {
  if (value === undefined) return undefined
  try {
    return convert(value)
  } catch (error) {
    throw new UsageError(`the configuration says ${JSON.stringify(value)}: ${(error as Error).message}`)
  }
}
