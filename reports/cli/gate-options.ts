import { type Command, Option } from 'commander'
import type { FailOn } from '../../spec/gate.ts'
import { collect } from './options.ts'

/** What commander makes of the options of the gate. */
export type GateFlags = {
  readonly baseline?: string
  readonly writeBaseline?: string | true
  readonly failOn?: FailOn
  readonly requireObserved?: readonly string[]
  readonly rerunFailed?: string
  readonly dryRun?: boolean
}

/** The options by which CI decides. */
export const addGateOptions = (command: Command): Command =>
  command
    .option('--baseline <file>', 'what is known to fail, as JSON or YAML: let pass while it fails, told when it no longer does')
    .option('--write-baseline [file]', 'write what fails now (default: into the file of --baseline)')
    .addOption(new Option('--fail-on <level>', 'should: a broken SHOULD is exit 1, too (default: must)').choices(['must', 'should']))
    .option(
      '--require-observed <glob>',
      'what is not observed or is held back of these is a violation; repeatable, @file reads a list',
      collect,
    )
    .option('--rerun-failed <file>', 'only what failed or was in error in this results.json, with its seed and claim')
    .option('--dry-run', 'print which cases would run; start nothing, write nothing')
