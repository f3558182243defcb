// Prints "N passed, N failed, N skipped" from the totals of a tap run, and fails when a test failed or none passed.
import { readFileSync } from 'node:fs'

const log = readFileSync(process.argv[2], 'utf8')
const totals = Array.from(log.matchAll(/^# \{ total: \d+,?(.*)\}$/gm)).at(-1)?.[1] ?? ''
const count = (name) => Number(new RegExp(`${name}: (\\d+)`).exec(totals)?.[1] ?? 0)
const [passed, failed, skipped] = [count('pass'), count('fail'), count('skip') + count('todo')]
console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`)
process.exitCode = passed > 0 && failed === 0 ? 0 : 1
