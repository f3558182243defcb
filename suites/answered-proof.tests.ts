// Clients that are wrong about what an answer means wait most of the time, so they are an entry of their own, beside those of proof.tests.ts.
import t from 'tap'
import { faultsOf, noFaults } from '../spec/kill-matrix.ts'
import { misfits } from '../spec/schema.ts'
import { clientMatrix, clientParts } from './client-proof.ts'
import { suites } from './suites.ts'

t.test('every mutant of a client that is wrong about what an answer means is caught, and every case about it bites', async (t) => {
  const matrix = await clientMatrix({ cuts: 'telling' }, clientParts.answered)
  t.ok(matrix.mutants.length >= 35)
  t.same([faultsOf(matrix, suites.client.length), misfits('kill-matrix', matrix)], [noFaults, []])
})
