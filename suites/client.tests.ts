// The tests of the client role wait for processes and for time, so they are an entry of their own; but for those of hostile.tests.ts.
import { readdirSync } from 'node:fs'

delete process.env.NODE_V8_COVERAGE // as in tests.ts

for (const file of readdirSync(`${import.meta.dirname}/client`, { recursive: true, encoding: 'utf8' }).toSorted()) {
  if (file.endsWith('.test.js') && !file.startsWith('hostile-')) await import(`./client/${file}`)
}
