import { readdirSync } from 'node:fs'

// A tap entry of its own, since it starts many runs; but for those of gate.tests.ts and client.tests.ts.
for (const file of readdirSync(`${import.meta.dirname}/cli`).toSorted()) {
  if (file.endsWith('.test.js') && file !== 'gate.test.js' && file !== 'client.test.js') await import(`./cli/${file}`)
}
