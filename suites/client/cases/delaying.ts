import type { Case } from '../../case.ts'
import type { ClientWorld, Fields } from '../world.ts'
import { endAndReturn, givesUp, notBefore, returnAfter } from './returning.ts'

/** Some clients take whatever end there is for a whole body where the connection was to be closed anyway. */
const kept: Fields = [['Connection', 'keep-alive']]

/** That a client comes back no earlier than it is told to. */
export const delayingCases: readonly Case<ClientWorld>[] = [
  {
    id: 'client/reconnect/not-too-early',
    title: 'waits the reconnection time before it comes back',
    clause: 'reconnect.delay',
    needs: ['returns'],
    async run(world) {
      const { took } = await returnAfter(world, `retry: ${world.longer}\n\ndata: a\n\n`)
      notBefore(took, world.longer)
    },
  },
  {
    id: 'client/reconnect/not-too-early-after-a-break',
    title: 'waits the reconnection time after a connection that breaks off',
    clause: 'reconnect.delay',
    needs: ['events', 'returns'],
    async run({ open, origin, longer }) {
      const client = await open(origin.url)
      const visit = await origin.accept()
      visit.start(kept)
      visit.send(`retry: ${longer}\ndata: a\n\n`)
      await client.next()
      const broken = visit.breakOff('fin')
      notBefore((await origin.accept('the return')).at - broken, longer)
    },
  },
  {
    id: 'client/reconnect/not-too-early-after-a-failed-attempt',
    title: 'waits the reconnection time after an attempt that fails',
    clause: 'reconnect.delay',
    needs: ['returns'],
    async run({ open, origin, longer }) {
      await open(origin.url)
      const { next } = await endAndReturn(await origin.accept(), origin, `retry: ${longer}\n\n`)
      const broken = next.breakOff('reset')
      const attempt = await origin.accept('the attempt after the one that failed').catch(givesUp)
      notBefore(attempt.at - broken, longer)
    },
  },
  {
    id: 'client/reconnect/waits-seven-seconds',
    title: 'waits for seven seconds when it is told to',
    clause: 'reconnect.delay',
    needs: ['returns'],
    lasts: 7000,
    async run(world) {
      const time = Math.max(7000, world.longer)
      const { took } = await returnAfter(world, `retry: ${time}\n\n`)
      notBefore(took, time)
    },
  },
]
