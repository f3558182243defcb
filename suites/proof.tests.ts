import t from 'tap'
import { decodeWith } from '../reference/decoder/decoder.ts'
import { clientMutants } from '../reference/mutants/client.ts'
import { decoderMutants } from '../reference/mutants/decoder.ts'
import { encoderMutants } from '../reference/mutants/encoder.ts'
import { serverMutants } from '../reference/mutants/server.ts'
import { faultsOf, noFaults } from '../spec/kill-matrix.ts'
import { misfits } from '../spec/schema.ts'
import { bytesOf } from '../spec/vector.ts'
import { vectors } from '../spec/vectors.ts'
import { type Exposed, expectationOf } from './parser/reading.ts'
import { encoderMatrix, parserMatrix } from './proof.ts'

t.test('every mutant of a parser or an encoder is caught by a case of its clause, and every case bites', async (t) => {
  const matrices = [await parserMatrix({ cuts: 'telling' }), await encoderMatrix({ cuts: 'telling' })]
  t.same(
    matrices.map(({ mutants }) => mutants.length),
    [decoderMutants.length, encoderMutants.length],
  )
  for (const matrix of matrices) t.same([faultsOf(matrix), misfits('kill-matrix', matrix)], [noFaults, []])
})

t.test('where a vector says it is shown, there it can be seen', async (t) => {
  const everything: Exposed = { type: true, lastEventId: true, retry: true, defaultRetry: null, id: 'in-lines' }
  const blind = vectors.filter(({ shownBy, clause, stream, decoded }) => {
    if (shownBy) return false
    const hidden: Exposed = { type: false, lastEventId: false, retry: false, defaultRetry: null, id: false }
    const differs = (keys: Exposed) =>
      decoderMutants.some(
        (mutant) =>
          mutant.clause === clause &&
          JSON.stringify(expectationOf(meaning(mutant.steps, stream), keys)) !== JSON.stringify(expectationOf(decoded, keys)),
      )
    return differs(everything) && !differs(hidden)
  })
  t.same(
    blind.map(({ id }) => id),
    [],
  )
})

const meaning = (steps: (typeof decoderMutants)[number]['steps'], stream: (typeof vectors)[number]['stream']) => {
  try {
    return decodeWith(steps, bytesOf({ stream }))
  } catch {
    return { events: [{ type: 'threw', data: 'threw', lastEventId: '' }], lastEventId: '', retry: null }
  }
}

t.test('mutants have ids and summaries of their own', async (t) => {
  for (const mutants of [decoderMutants, encoderMutants, clientMutants, serverMutants]) {
    t.equal(new Set(mutants.map(({ id }) => id)).size, mutants.length)
    t.equal(new Set(mutants.map(({ summary, clause }) => `${clause} ${summary}`)).size, mutants.length)
  }
})
