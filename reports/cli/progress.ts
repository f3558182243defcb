import { type Verdict, weigh } from '../../spec/verdict.ts'
import type { Paint } from '../text/marks.ts'
import type { Terminal } from './terminal.ts'

/** One line on a terminal that shows how far a run is; elsewhere nothing. */
export type Progress = { readonly plan: (total: number) => void; readonly verdict: (verdict: Verdict) => void; readonly clear: () => void }

export const noProgress: Progress = { plan() {}, verdict() {}, clear() {} }

export const createProgress = ({ out, screen }: Terminal, paint: Paint, label: string): Progress => {
  if (!screen) return noProgress
  const counts = { pass: 0, fail: 0, skip: 0, error: 0, violation: 0 }
  let total = 0
  let drawn = 0
  const draw = (now: string) => {
    const done = counts.pass + counts.fail + counts.skip + counts.error
    const failed = counts.fail > 0 ? `  ${paint[counts.violation > 0 ? 'red' : 'yellow'](`✗ ${counts.fail}`)}` : ''
    const others = `${counts.skip > 0 ? `  ○ ${counts.skip}` : ''}${counts.error > 0 ? `  ? ${counts.error}` : ''}`
    const room = Math.max(0, (screen.columns || 80) - 45 - label.length)
    out(`\r\x1b[K${label}  ${done}/${total}  ${paint.green(`✓ ${counts.pass}`)}${failed}${others}  ${paint.dim(now.slice(0, room))}`)
  }
  return {
    plan(cases) {
      total = cases
      draw('greeting the target')
    },
    verdict(verdict) {
      counts[verdict.outcome] += 1
      if (weigh(verdict) === 'violation') counts.violation += 1
      if (performance.now() - drawn < 50) return
      drawn = performance.now()
      draw(verdict.case)
    },
    clear: () => void out('\r\x1b[K'),
  }
}
