import type { ServerMutant } from './mutant.ts'
import { serverMutant } from './mutant.ts'
import { rewriting } from './written.ts'

/** Wrong to every other subscriber in what becomes of every third event. */
const toSome = (
  id: string,
  clause: ServerMutant['clause'],
  summary: string,
  shownBy: string,
  change: (block: string, write: (text: string) => void) => void,
): ServerMutant => ({
  ...serverMutant(id, clause, summary, {
    http: '1.1',
    transport: rewriting(() => ({ rank, write }) => {
      let events = 0
      return (block) => {
        const isTurn = rank() % 2 === 1 && block.includes('data:') && ++events % 3 === 0
        return isTurn ? change(block, write) : write(block)
      }
    }),
  }),
  shownBy: [shownBy],
})

/** Wrong in what comes to several subscribers. */
export const fanoutMutants: readonly ServerMutant[] = [
  toSome('loses-for-some', 'fanout.complete', 'loses events for every other subscriber', 'server/fanout/*each-event', () => {}),
  toSome('twice-for-some', 'fanout.once', 'sends events twice to every other subscriber', 'server/fanout/*once', (block, write) => {
    write(block)
    write(block)
  }),
  toSome(
    'order-for-some',
    'fanout.in-order',
    'lets events overtake others for every other subscriber',
    'server/fanout/*same-order*',
    (block, write) => {
      setTimeout(write, 100, block) // long enough for the next to come meanwhile, however slow the machine
    },
  ),
  {
    ...serverMutant('order-lost', 'fanout.published-order', 'lets every third event wait for the next', {
      http: '1.1',
      transport: rewriting(() => ({ write }) => {
        let events = 0
        return (block) => {
          if (block.includes('data:') && ++events % 3 === 0) setTimeout(write, 100, block)
          else write(block)
        }
      }),
    }),
    shownBy: ['server/fanout/published-order'],
  },
]
