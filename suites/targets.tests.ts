// The tests of targets wait for processes most of the time, so they are an entry of their own; but for that of target-kinds.tests.ts.
import { readdirSync } from 'node:fs'

delete process.env.NODE_V8_COVERAGE // as in tests.ts

for (const file of readdirSync(`${import.meta.dirname}/targets`, { recursive: true, encoding: 'utf8' }).toSorted()) {
  if (file.endsWith('.test.js') && file !== 'targets.test.js') await import(`./targets/${file}`)
}
