import { readdirSync } from 'node:fs'

// The one tap entry of this folder: every test beside its source, in one process, since each tap file costs one.
for (const file of readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' }).toSorted()) {
  if (file.endsWith('.test.js')) await import(`./${file}`)
}
