import type { Verdict } from './verdict.ts'

/** The option that would show the most of what was not observed, and of how many MUSTs. */
export type Unlock = { readonly option: string; readonly musts: number }

/** The option of the command line with which `unlock` begins, and its value where that is a number. What begins with none is up to the target. */
export const optionOf = ({ unlock = '' }: Pick<Verdict, 'unlock'>): string | undefined =>
  /^--[a-z][a-z0-9-]*(?: \d[\w.]*)?/.exec(unlock)?.[0]

/** Of several that show as many, the one that comes first in the report. */
export const bestUnlock = (unobserved: readonly Pick<Verdict, 'unlock'>[]): Unlock | undefined => {
  const options = unobserved.flatMap((verdict) => optionOf(verdict) ?? [])
  const counted = [...new Set(options)].map((option) => ({ option, musts: options.filter((other) => other === option).length }))
  return counted.toSorted((one, other) => other.musts - one.musts)[0]
}
