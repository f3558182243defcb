// The tests of the server role wait most of the time, so they are an entry of their own, beside the others.
import { readdirSync } from 'node:fs'

delete process.env.NODE_V8_COVERAGE // as in tests.ts

for (const file of readdirSync(`${import.meta.dirname}/server`, { recursive: true, encoding: 'utf8' }).toSorted()) {
  if (file.endsWith('.test.js')) await import(`./server/${file}`)
}
