import { readdirSync } from 'node:fs'

// The children that these tests start by the hundred are killed before they could write their coverage; they need not try.
delete process.env.NODE_V8_COVERAGE

// Every test beside its source, in one process, since each tap file costs one; but for those of client.tests.ts, encoder.tests.ts, server.tests.ts and targets.tests.ts.
for (const file of readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' }).toSorted()) {
  if (file.endsWith('.test.js') && !/^(?:client|encoder|server|targets)\//.test(file)) await import(`./${file}`)
}
