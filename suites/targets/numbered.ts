import { createMeter, type Measure } from './meter.ts'

/**
 * Hands over what is numbered from 1 in the order of the numbers, however it comes, as long as no more than a measure waits for what
 * comes late; otherwise, or where there is no number, it tells why not.
 */
export const createNumbered = (
  most: Measure,
  hand: (text: string) => void,
  fail: (why: string) => void,
): ((number: number, text: string) => void) => {
  const early = new Map<number, string>()
  const waiting = createMeter(most)
  let next = 1
  const handReady = () => {
    for (let ready = early.get(next); ready !== undefined; ready = early.get(next)) {
      early.delete(next)
      next += 1
      hand(ready)
    }
    if (early.size === 0) waiting.reset()
  }
  return (number, text) => {
    if (Number.isNaN(number)) return fail('calls back without a number in the path')
    if (number < next || early.has(number)) return // once more
    early.set(number, text)
    if (number === next) return handReady()
    if (waiting.takes(text.length)) return
    fail(`does not call back with number ${next}, but with ${early.size} after it`)
    early.clear()
  }
}
