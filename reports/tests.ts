import { readdirSync } from 'node:fs'

// Every test beside its source, in one process, since each tap file costs one; but for those of cli.tests.ts, gate.tests.ts, client.tests.ts and action.tests.ts.
for (const file of readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' }).toSorted()) {
  if (file.endsWith('.test.js') && !file.startsWith('cli/') && file !== 'action.test.js') await import(`./${file}`)
}
