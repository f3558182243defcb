import t from 'tap'
import { type KillMatrix, survivors, toothless, unbroken } from './kill-matrix.ts'
import { misfits } from './schema.ts'

const item = (slug: string, clause: string) => ({ id: `parser/topic/${slug}`, title: slug, clause })
const kill = (mutant: string, clause: string, ...red: readonly string[]) => ({
  mutant,
  clause,
  summary: mutant,
  red: red.map((slug) => `parser/topic/${slug}`),
})
const cases = [item('lf', 'line.lf'), item('cr', 'line.cr'), item('null', 'id.null'), item('empty', 'id.empty')]
const matrix = (...mutants: KillMatrix['mutants']): KillMatrix => ({ role: 'parser', cases, mutants })

t.test('a mutant survives that only cases of other clauses catch', async (t) => {
  t.same(survivors(matrix(kill('caught', 'line.lf', 'lf'), kill('noticed', 'line.lf', 'cr'), kill('unseen', 'id.null'))), [
    'noticed',
    'unseen',
  ])
})

t.test('a case is toothless that catches only what turns most cases red', async (t) => {
  const telling = [kill('a', 'line.lf', 'lf'), kill('b', 'line.cr', 'cr'), kill('c', 'id.null', 'null', 'lf')]
  t.same(toothless(matrix(...telling, kill('loud', 'id.empty', 'empty', 'lf', 'cr'))), ['parser/topic/empty'])
  t.same(toothless(matrix(...telling, kill('half', 'id.empty', 'empty', 'lf'))), [])
})

t.test('a clause is unbroken that has a case and no mutant', async (t) => {
  t.same(unbroken(matrix(kill('a', 'line.lf'), kill('b', 'line.cr'), kill('c', 'stream.prompt'))), ['id.null', 'id.empty'])
})

t.test('a matrix fits its schema, and a case without a role does not', async (t) => {
  t.same(misfits('kill-matrix', matrix(kill('a', 'line.lf', 'lf'))), [])
  const [misfit] = misfits('kill-matrix', matrix({ mutant: 'a', clause: 'line.lf', summary: '', red: ['lf'] }))
  t.equal(misfit?.path, '/mutants/0/red/0')
})
