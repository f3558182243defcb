import { readdirSync } from 'node:fs'

// The children that these tests start by the hundred are killed before they could write their coverage; they need not try.
delete process.env.NODE_V8_COVERAGE

// The one tap entry of this folder: every test beside its source, in one process, since each tap file costs one.
for (const file of readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' }).toSorted()) {
  if (file.endsWith('.test.js')) await import(`./${file}`)
}
