import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import { vectors } from '../spec/vectors.ts'
import { matcher } from './select.ts'
import { cases } from './suites.ts'

const table = readFileSync(fileURLToPath(new URL('../../docs/PEERS.md', import.meta.url)), 'utf8')
const named = [...new Set(Array.from(table.matchAll(/`((?:parser|client|encoder|server)\/[^`]*)`/g), ([, id = '']) => id))]
const exists = (id: string) => cases.map((item) => item.id).some(matcher([id]))
const [, launchDarkly = ''] = /## LaunchDarkly.*?\n(.*?)\n## /s.exec(table) ?? []

t.test('every case that the table of peers names exists', async (t) => {
  t.ok(named.length > 200)
  t.same(
    named.filter((id) => !exists(id)),
    [],
  )
})

t.test('what it names of parsers is asked of clients too, where events show it', async (t) => {
  const shown = vectors.filter(({ shownBy }) => shownBy !== 'retry').map(({ id }) => id)
  const asked = named.filter((id) => id.startsWith('parser/') && shown.includes(id.split('/').at(-1) ?? ''))
  t.ok(asked.length > 100)
  t.same(
    asked.filter((id) => !exists(id.replace('parser', 'client'))),
    [],
  )
})

t.test('every row names a case', async (t) => {
  const rows = table.split('\n').filter((line) => line.startsWith('| ') && !/^\| (file|test|no\.|---) \|/.test(line))
  t.ok(rows.length > 110)
  t.same(
    rows.filter((row) => !/`(parser|client|encoder|server)\//.test(row)),
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
