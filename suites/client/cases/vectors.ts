import type { ClauseId } from '../../../spec/clauses.ts'
import { bytesOf, type Vector } from '../../../spec/vector.ts'
import { vectors } from '../../../spec/vectors.ts'
import type { Case } from '../../case.ts'
import { equal, Violation } from '../../expect.ts'
import type { Need } from '../../need.ts'
import { ownTypes } from '../types.ts'
import type { ClientWorld } from '../world.ts'

/** What shows in the reconnection time has cases of its own, which measure it; what a character that is cut off at the end does, no client shows. */
const shown = vectors.filter(({ id, shownBy }) => shownBy !== 'retry' && id !== 'truncated-at-end')

const needsOf = ({ shownBy, decoded }: Vector): { readonly needs: readonly Need[] } => ({
  needs: [
    'events',
    ...(shownBy === undefined || shownBy === 'retry' ? [] : [shownBy]),
    ...(decoded.events.some(({ type }) => ownTypes.includes(type)) ? (['object'] as const) : []),
  ],
})

/** A title is at most 70 characters long. */
const shortened = (title: string): string =>
  title.length <= 70
    ? title
    : title
        .replace(/^over a socket, /, 'client: ')
        .replace('a byte order mark', 'a BOM')
        .replace(' the same in any pieces', ' in any pieces')

/** One case per vector: what the client makes of the stream over a socket. */
export const clientVectorCases: readonly Case<ClientWorld>[] = shown.map((vector) => ({
  id: `client/${vector.clause.split('.')[0]}/${vector.id}`,
  title: shortened(`over a socket, ${vector.title}`),
  clause: vector.clause as ClauseId,
  ...needsOf(vector),
  async run({ read, meaningOf }) {
    equal(await read(vector), meaningOf(vector), 'what the stream means')
  },
}))

/** One case per vector that can be cut: its bytes mean the same in any pieces. */
export const clientChunkingCases: readonly Case<ClientWorld>[] = shown
  .filter((vector) => bytesOf(vector).length > 1)
  .map((vector) => ({
    id: `client/chunking/${vector.id}`,
    title: shortened(`over a socket, reads ${vector.id} the same in any pieces`),
    clause: 'stream.chunk-independent',
    ...needsOf(vector),
    async run({ read, cutsOf }) {
      const whole = await read(vector)
      for (const cuts of cutsOf(vector)) {
        const found = await read(vector, cuts)
        if (JSON.stringify(found) === JSON.stringify(whole)) continue
        throw new Violation(`${inWords(cuts)}, the same bytes are read differently`, { expected: whole, actual: found })
      }
    },
  }))

const inWords = (cuts: readonly number[]) =>
  cuts.length === 1 ? `cut at byte ${cuts[0]}` : `cut at ${cuts.length} places from byte ${cuts[0]} on`
