import type { Case } from '../../case.ts'
import { Violation } from '../../expect.ts'
import type { ClientWorld } from '../world.ts'
import { endAndReturn, givesUp, returnAfter } from './returning.ts'

/** Above this, a default time is more than a few seconds, in milliseconds. */
const few = 10_000

/** How long a client waits where that is its own choice: told, and never held against it. */
export const waitingCases: readonly Case<ClientWorld>[] = [
  {
    id: 'client/reconnect/default-time',
    title: 'comes back within ten seconds where no stream says when',
    clause: 'reconnect.default-time',
    needs: ['returns'],
    lasts: 3000,
    async run({ open, origin }) {
      await open(origin.url, { initialDelayMs: undefined }) // its own time, also where it can be asked for another
      const { took } = await endAndReturn(await origin.accept(), origin, 'data: a\n\n')
      if (took <= few) return
      throw new Violation('waits longer than a few seconds', { expected: `${few} ms or less`, actual: `${Math.round(took)} ms` })
    },
  },
  {
    id: 'client/reconnect/waits-no-longer',
    title: 'waits about as long as it is told to, though it may wait longer',
    clause: 'reconnect.wait-longer',
    needs: ['returns'],
    async run(world) {
      const { took } = await returnAfter(world, `retry: ${world.longer}\n\n`)
      if (took <= 3 * world.longer) return
      throw new Violation('waits longer than it is told to', {
        expected: `about ${world.longer} ms`,
        actual: `${Math.round(took)} ms`,
      })
    },
  },
  {
    id: 'client/reconnect/backs-off',
    title: 'waits longer after attempts that fail, as it may',
    clause: 'reconnect.backoff',
    needs: ['returns'],
    async run({ open, origin }) {
      await open(origin.url)
      const { next } = await endAndReturn(await origin.accept(), origin, 'retry: 200\n\n')
      const attempts = [next]
      let took = 0
      for (const what of ['first', 'second', 'third']) {
        const broken = attempts.at(-1)?.breakOff('reset') ?? 0
        attempts.push(await origin.accept(`the attempt after the ${what} that failed`).catch(givesUp))
        took = (attempts.at(-1)?.at ?? 0) - broken
      }
      if (took >= 600) return
      throw new Violation('waits no longer after the third attempt that fails', {
        expected: '600 ms or more',
        actual: `${Math.round(took)} ms`,
      })
    },
  },
]
