import { standard } from '../../server/steps.ts'
import type { ServerMutant } from './mutant.ts'
import { serverMutant } from './mutant.ts'
import { listening } from './node-transport.ts'

/** Never tells the server of those who left; where only resets are missed, of those alone. Who closes with bytes unread sends a reset, too. */
const unnoticed = (id: string, clause: ServerMutant['clause'], summary: string, onlyResets: boolean): ServerMutant => ({
  ...serverMutant(id, clause, summary, {
    http: '1.1',
    transport: listening((listener) => (request, response) => {
      const { socket } = request
      let wasReset = false
      socket.on('error', ({ code }: NodeJS.ErrnoException) => {
        wasReset ||= code === 'ECONNRESET'
      })
      const once = response.once.bind(response) as (event: string, told: () => void) => unknown
      Object.assign(response, {
        once: (event: string, told: () => void) =>
          once(event, event === 'close' ? () => void ((wasReset || !onlyResets) && request.method === 'GET' ? undefined : told()) : told),
      })
      listener(request, response)
    }),
  }),
  shownBy: ['server/disconnect'],
})

/** Hold on to clients that are gone. */
export const leakingMutants: readonly ServerMutant[] = [
  unnoticed('leaks-closed', 'disconnect.closed', 'notices nobody who leaves', false),
  unnoticed('leaks-reset', 'disconnect.reset', 'does not notice that a connection was reset', true),
  {
    ...serverMutant('leaks-head', 'disconnect.head', 'subscribes whoever asks with HEAD', {
      http: '1.1',
      steps: { head: (asked, rules, steps) => standard.get(asked, rules, steps) },
    }),
    shownBy: ['server/disconnect'],
  },
]
