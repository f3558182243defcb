import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import { matcher } from './select.ts'
import { cases } from './suites.ts'

const table = readFileSync(fileURLToPath(new URL('../../docs/PEERS.md', import.meta.url)), 'utf8')
const [, launchDarkly = ''] = /## LaunchDarkly.*?\n(.*?)\n## /s.exec(table) ?? []

t.test('every case that the table of peers names exists', async (t) => {
  const named = [...new Set(Array.from(table.matchAll(/`(parser\/[^`]*)`/g), ([, id = '']) => id))]
  t.ok(named.length > 100)
  t.same(
    named.filter((id) => !cases.some((item) => matcher([id])(item.id))),
    [],
  )
})

t.test('every row names a case', async (t) => {
  const rows = table.split('\n').filter((line) => line.startsWith('| ') && !/^\| (file|test|no\.|---) \|/.test(line))
  t.ok(rows.length > 70)
  t.same(
    rows.filter((row) => !row.includes('`parser/')),
    [],
  )
})

t.test('none of the 113 tests of LaunchDarkly is left out', async (t) => {
  const told = [...launchDarkly.matchAll(/^\| ([\d, –]+) \|/gm), ...table.matchAll(/^- LaunchDarkly: ([\d, –]+);/gm)]
  const numbers = told.flatMap(([, cell = '']) => cell.split(', ')).flatMap(everyOf)
  t.same(
    numbers.toSorted((one, other) => one - other),
    everyOf('1–113'),
  )
})

/** "39–41" as 39, 40, 41. */
const everyOf = (range: string): readonly number[] => {
  const [from = 0, to = from] = range.split('–').map(Number)
  return Array.from({ length: to - from + 1 }, (_, index) => from + index)
}
