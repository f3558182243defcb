import { setTimeout as sleep } from 'node:timers/promises'
import type { ClauseId } from '../../../spec/clauses.ts'
import type { Case } from '../../case.ts'
import { Unobserved, Violation } from '../../expect.ts'
import type { Audience } from '../stage/audience.ts'
import type { Listener } from '../stage/listener.ts'
import type { ServerWorld } from '../world.ts'

/** So many that others who come and go meanwhile do not matter; half of them are too many to be forgotten. */
const crowd = 8

type Count = ServerWorld['subscriberCount']

/** Publishes, so that the server writes to those who have left, until the count is right; the last count where it never is. */
const settles = async (all: Audience, count: Count, isRight: (subscribers: number) => boolean): Promise<number | undefined> => {
  const until = performance.now() + all.patience / 2
  for (let pause = 10; ; pause = Math.min(2 * pause, 500)) {
    const subscribers = await count()
    if (isRight(subscribers)) return undefined
    if (performance.now() > until) return subscribers
    await all.publish({ data: all.label() })
    await sleep(pause, undefined, { signal: all.signal }).catch(() => all.signal.throwIfAborted())
  }
}

const disconnect = (
  slug: string,
  title: string,
  clause: ClauseId,
  act: (all: Audience, counted: () => Promise<void>) => Promise<void>,
): Case<ServerWorld> => ({
  id: `server/disconnect/${slug}`,
  title,
  clause,
  needs: ['publish', 'data-form'],
  run: ({ audience, subscriberCount: count }) =>
    audience(async (all) => {
      await count() // or nothing can be seen
      await all.join()
      const before = await count()
      await act(all, async () => {
        const missed = await settles(all, count, (subscribers) => subscribers >= before + crowd)
        if (missed === undefined) return
        const unlock = 'stats that count the streams that are open, as soon as they are'
        throw new Unobserved(`not observed: ${crowd} streams were opened, and the server counts ${missed - before} more`, unlock)
      })
      const left = await settles(all, count, (subscribers) => subscribers < before + crowd / 2)
      if (left !== undefined) throw new Violation('clients that are gone are counted as subscribers', { expected: before, actual: left })
    }),
})

const whenLeft = (leave: (listener: Listener) => Promise<void>) => async (all: Audience, counted: () => Promise<void>) => {
  const listeners = await all.gather(crowd)
  await counted()
  await Promise.all(listeners.map(leave))
}

const reset = async (listener: Listener): Promise<void> => {
  if (await listener.reset()) return
  throw new Unobserved('not observed: a connection under TLS cannot be reset', 'a URL of the server that begins with http://')
}

const askHead = async (all: Audience): Promise<void> => {
  const heads = await Promise.all(Array.from({ length: crowd }, () => all.join({ method: 'HEAD', unsure: true })))
  if (heads.some(({ head }) => !head)) throw new Unobserved('not observed: HEAD gets no response', 'a server that answers HEAD')
}

/** Whether those who leave are noticed, and those who never were there are not held. */
export const disconnectCases: readonly Case<ServerWorld>[] = [
  disconnect(
    'closed',
    'notices clients that close their connections',
    'disconnect.closed',
    whenLeft((listener) => listener.close()),
  ),
  disconnect('reset', 'notices clients whose connections are reset', 'disconnect.reset', whenLeft(reset)),
  disconnect('head', 'subscribes nobody who asks with HEAD', 'disconnect.head', askHead),
]
