import { existsSync } from 'node:fs'
import type { Baseline } from '../../spec/baseline.ts'
import type { Renames } from '../../suites/renames.ts'
import { cases } from '../../suites/suites.ts'
import { loadDocument } from './document.ts'
import { lostPattern } from './patterns.ts'
import { UsageError } from './usage-error.ts'

/** Where what is known to fail is read from, and where it is written to. */
export type BaselineFiles = { readonly from: string | undefined; readonly to: string | undefined }

/** `given` is --baseline, `write` is --write-baseline; what is written over is read first, so that no reason is lost. */
export const baselineFiles = (given: string | undefined, write: string | true | undefined): BaselineFiles => {
  const to = write === true ? given : write
  if (write === true && to === undefined)
    throw new UsageError('say where to write what fails: --write-baseline <file>, or --baseline <file> beside it')
  const isNew = (file: string) => file === to && !existsSync(file)
  const from = given ?? to
  return { from: from !== undefined && isNew(from) ? undefined : from, to }
}

/** Reads a baseline; a pattern that matches no case of any role is a UsageError. */
export const loadBaseline = async (file: string, renames?: Renames): Promise<Baseline> => {
  const advice = 'give a JSON or YAML file with --baseline, or have it written with --write-baseline'
  const { entries } = (await loadDocument(file, { what: 'the baseline', schema: 'baseline', advice })) as Baseline
  const lost = lostPattern(
    entries.map((entry) => entry.case),
    cases.map(({ id }) => id),
    renames,
  )
  if (lost !== undefined) throw new UsageError(`${file}: ${lost}`)
  return { file, entries }
}
