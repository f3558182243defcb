import t from 'tap'
import { faultsOf, noFaults } from '../../spec/kill-matrix.ts'
import { misfits } from '../../spec/schema.ts'
import { clientMatrix, clientParts } from '../client-proof.ts'
import { suites } from '../suites.ts'

/** Proves one part: there are so many clients at least that are wrong about it, all are caught, and every case about it bites. */
export const prove = (part: keyof typeof clientParts, { wrongHow, least }: { readonly wrongHow: string; readonly least: number }) =>
  t.test(`every mutant of a client that ${wrongHow} is caught, and every case about it bites`, async (t) => {
    const matrix = await clientMatrix({ cuts: 'telling' }, clientParts[part])
    t.ok(matrix.mutants.length >= least)
    t.same([faultsOf(matrix, suites.client.length), misfits('kill-matrix', matrix)], [noFaults, []])
  })
