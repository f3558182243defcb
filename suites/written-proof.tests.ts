// Servers are waited for most of the time, so their mutants are entries of their own, beside those of proof.tests.ts.
import t from 'tap'
import { faultsOf, noFaults } from '../spec/kill-matrix.ts'
import { misfits } from '../spec/schema.ts'
import { parts, serverMatrix } from './proof.ts'

t.test('every mutant of a server that is wrong about what is written is caught, and every case about it bites', async (t) => {
  const matrix = await serverMatrix({ cuts: 'telling' }, parts.written)
  t.ok(matrix.mutants.length > 20)
  t.same([faultsOf(matrix), misfits('kill-matrix', matrix)], [noFaults, []])
})
