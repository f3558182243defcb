// Servers are waited for most of the time, so their mutants are an entry of their own, beside those of proof.tests.ts.
import t from 'tap'
import { serverMutants } from '../reference/mutants/server.ts'
import { faultsOf, noFaults } from '../spec/kill-matrix.ts'
import { misfits } from '../spec/schema.ts'
import { serverMatrix } from './proof.ts'

t.test('every mutant of a server is caught by a case of its clause, and every case bites', async (t) => {
  const matrix = await serverMatrix({ cuts: 'telling' })
  t.equal(matrix.mutants.length, serverMutants.length)
  t.same([faultsOf(matrix), misfits('kill-matrix', matrix)], [noFaults, []])
})
