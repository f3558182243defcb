import { obsoleteEntries } from '../../spec/baseline.ts'
import type { Results } from '../../spec/results.ts'
import { legible } from '../../spec/visible.ts'
import { grouped } from '../kinds.ts'
import { remedyOf, termsOf } from '../words.ts'
import { markOf, type Paint } from './marks.ts'

/** The most cases that are named of one entry. */
const namedPerEntry = 8

/** Failures that the baseline lets pass, those of one reason together. */
export const knownFailuresOf = ({ verdicts }: Results, paint: Paint): string => {
  const known = verdicts.filter(({ baseline }) => baseline !== undefined)
  const groups = grouped(known, ({ baseline }) => JSON.stringify(baseline)).map(([, group]) => {
    const excuse = group[0]?.baseline ?? { reason: '' }
    const lines = group
      .slice(0, namedPerEntry)
      .map(
        ({ case: id, level, title }) =>
          `${markOf('known', '', paint)} ${level.toUpperCase().padEnd(6)}${legible(id)}   ${paint.dim(legible(title))}\n`,
      )
    const more = group.length > namedPerEntry ? `        ${paint.dim(`and ${group.length - namedPerEntry} more`)}\n` : ''
    return `${lines.join('')}${more}${rowOf('known', excuse.reason, paint)}${rowOf('', termsOf(excuse), paint)}\n`
  })
  return groups.join('')
}

/** Entries of the baseline that close the gate. */
export const obsoleteOf = (results: Results, paint: Paint): string =>
  obsoleteEntries(results)
    .map((entry) => {
      const head = `${paint.red('✗')} ${paint.bold(entry.state.toUpperCase())}  ${paint.bold(legible(entry.case))}\n`
      return `${head}${rowOf('to do', remedyOf(entry, results.baseline?.file), paint)}${rowOf('known', entry.reason, paint)}${rowOf('', termsOf({ ...entry, expires: '' }), paint)}\n`
    })
    .join('')

const rowOf = (name: string, text: string, paint: Paint) =>
  text === '' ? '' : `        ${paint.dim(name.padEnd(10))}${legible(text).replaceAll('\n', `\n${' '.repeat(18)}`)}\n`
