// The tests of what is published wait for servers most of the time, so they are an entry of their own, beside the others.
import { readdirSync } from 'node:fs'

delete process.env.NODE_V8_COVERAGE // as in tests.ts

for (const file of readdirSync(`${import.meta.dirname}/server/stage`, { recursive: true, encoding: 'utf8' }).toSorted()) {
  if (file.endsWith('.test.js')) await import(`./server/stage/${file}`)
}
