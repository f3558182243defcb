import type { NodeResponse } from '../../server/node.ts'
import type { ServerMutant } from './mutant.ts'
import { serverMutant } from './mutant.ts'
import { rewriting } from './written.ts'

/** Writes one thing after another, to all, each only when the one before is on its way. */
const inTurn = rewriting(() => {
  let before: Promise<void> = Promise.resolve()
  return ({ write, response }) =>
    (block) => {
      before = before.then(() => {
        write(block)
        return drained(response)
      })
    }
})

const drained = (response: NodeResponse): Promise<void> =>
  new Promise((resolve) => {
    if (!response.writableNeedDrain || response.destroyed) return resolve()
    const settle = () => {
      response.off('drain', settle).off('close', settle)
      resolve()
    }
    response.on('drain', settle).on('close', settle)
  })

/** Hands everything to the socket, however much waits there. */
const unbounded = rewriting(() => ({ write, response }) => {
  Object.defineProperty(response, 'writableLength', { value: 0 })
  return write
})

/** Wrong about those who do not read. */
export const slowMutants: readonly ServerMutant[] = [
  {
    ...serverMutant('waits-for-slow', 'fanout.slow-subscriber', 'waits for each subscriber before it writes to the next', {
      http: '1.1',
      transport: inTurn,
    }),
    shownBy: ['server/fanout/slow-subscriber'],
  },
  {
    ...serverMutant('unbounded-queue', 'fanout.bounded-queue', 'keeps all that a subscriber does not read', {
      http: '1.1',
      transport: unbounded,
    }),
    shownBy: ['server/fanout/bounded-queue'],
  },
]
