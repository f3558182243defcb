import { type CaseSummary, cases, type RunOptions, select, type Target } from '../../suites/index.ts'
import { holdingBack } from '../../suites/server/heavy.ts'
import { plural } from '../words.ts'
import { type BaselineFiles, baselineFiles, loadBaseline } from './baseline.ts'
import { type Config, loadConfig } from './config.ts'
import type { Assignment } from './judge.ts'
import { listText, rowsOf } from './list.ts'
import { type Flags, type Settings, settle } from './options.ts'
import { checkPatterns } from './patterns.ts'
import { amongFailed, loadRerun } from './rerun.ts'
import type { Terminal } from './terminal.ts'
import { UsageError } from './usage-error.ts'

/** What is going to run, once all that a person wrote has been read and checked. */
export type Plan = {
  readonly options: Settings
  readonly targets: readonly Target[]
  readonly chosen: readonly CaseSummary[]
  readonly files: BaselineFiles
}

/** Reads whatever the command line and the configuration name; throws a UsageError when something of it cannot be used. */
export const planOf = async (flags: Flags, assignment: Assignment): Promise<Plan> => {
  const config = await loadConfig(flags.config)
  const given: Settings = { ...settle(flags, config), renames: assignment.renames }
  const named = assignment.targets(config, given.name)
  const roles = named.map(({ role }) => role)
  const known = cases.filter(({ id }) => roles.some((role) => id.startsWith(`${role}/`)))
  checkPatterns(
    [...(given.only ?? []), ...(given.skip ?? []), ...(given.requireObserved ?? [])],
    known.map(({ id }) => id),
    given.renames,
  )
  const { files, ...baseline } = await baselineOf(flags, config, given)
  const options = { ...(await narrowed(flags, given, known, roles)), ...baseline }
  const chosen = select(known, options)
  const targets = named.filter(({ role }) => named.length === 1 || chosen.some(({ id }) => id.startsWith(`${role}/`)))
  return { options, targets, chosen, files }
}

const baselineOf = async (
  flags: Flags,
  config: Config,
  { renames }: Settings,
): Promise<Pick<RunOptions, 'baseline'> & { files: BaselineFiles }> => {
  const files = baselineFiles(flags.baseline ?? config.baseline, flags.writeBaseline)
  if (files.from !== undefined) return { files, baseline: await loadBaseline(files.from, renames) }
  return { files }
}

/** With --rerun-failed only what failed then, by the seed and the claim of then where nothing else is said. */
const narrowed = async (flags: Flags, given: Settings, known: readonly CaseSummary[], roles: readonly string[]): Promise<Settings> => {
  if (flags.rerunFailed === undefined) return given
  const rerun = await loadRerun(flags.rerunFailed, roles)
  const ids = known.map(({ id }) => id)
  checkPatterns(rerun.ids, ids, given.renames)
  const wanted = select(known, { ...given, shard: undefined }).map(({ id }) => id)
  const only = amongFailed(wanted, rerun, given.renames)
  if (only.length === 0) throw new UsageError('--only and --skip leave nothing of what failed; leave them out beside --rerun-failed', 4)
  return { ...given, only, seed: given.seed ?? rerun.seed, claim: given.claim ?? rerun.claim }
}

/** Prints what would run, and returns the exit code. */
export const tellPlan = ({ targets, chosen }: Plan, { json }: Flags, { requests }: Assignment, { out }: Terminal): number => {
  const heldBack = heldBackOf(targets, chosen)
  const asked = chosen.filter((item) => !heldBack.cases.includes(item))
  const count = requests?.(asked, targets)
  const sent = count === undefined ? '' : `, with about ${plural(count, 'request')}`
  if (json) out(`${JSON.stringify({ cases: rowsOf(chosen), ...(count === undefined ? {} : { requests: count }) }, undefined, 2)}\n`)
  else
    out(
      `${listText(chosen)}${plural(asked.length, 'case')} would run against ${targets.map(nameOf).join(' and ')}${sent}${heldBack.inWords}; nothing was started\n`,
    )
  return chosen.length === 0 ? 4 : 0
}

/** The heavy cases that would not be asked. */
const heldBackOf = (targets: readonly Target[], chosen: readonly CaseSummary[]) => {
  const why = targets.map((target) => ('url' in target ? holdingBack(target) : undefined)).find(Boolean)
  const cases = why ? chosen.filter(({ weight }) => weight === 'heavy') : []
  const [is, them] = cases.length === 1 ? ['is', 'it'] : ['are', 'them']
  return { cases, inWords: cases.length > 0 ? `; ${cases.length} ${is} held back, and ${why?.unlock} would run ${them}` : '' }
}

const nameOf = ({ role, name }: Target) => (name === undefined ? `the ${role}` : `the ${role} "${name}"`)
