import { decodeStream } from '../../decoder/streams.ts'
import { CLOSED, OPEN, type Source } from '../../eventsource/source.ts'
import { standard } from '../../eventsource/steps.ts'
import { nextTask } from '../../eventsource/time.ts'
import { fire, lingering } from './closing.ts'
import { type ClientMutant, clientMutant } from './mutant.ts'
import { askOnce } from './remade.ts'

/** Fires whatever the state is by then. */
const dispatchAnyway: typeof standard.dispatch = async (source, { type, data, lastEventId }, origin) => {
  await nextTask()
  source.target.dispatchEvent(new MessageEvent(type, { data, origin, lastEventId }))
}

/** Fires all that a body brings, closed or not. */
const interpretToTheEnd: typeof standard.interpret = async (source, response) => {
  if (!response.body) return standard.interpret(source, response)
  try {
    for await (const event of decodeStream(response.body, { lastEventId: source.lastEventId }))
      await dispatchAnyway(source, event, new URL(source.url).origin)
  } catch {
    // the connection has broken off
  }
  return { step: 'reestablish', reason: 'the response has ended' }
}

/** Does this when it is closed, and when it is closed again. */
const secondClose = (act: (source: Parameters<typeof standard.close>[0]) => void): Pick<typeof standard, 'close'> => ({
  close(source) {
    const wasClosed = source.readyState === CLOSED
    standard.close(source)
    if (wasClosed) act(source)
  },
})

export const closedMutants: readonly ClientMutant[] = [
  clientMutant('closes-first-stream-only', 'close.in-handler', 'heeds close() within a chunk of its first stream only', {
    steps: () => {
      const known = new WeakSet<Source>()
      const closed = new WeakSet<Source>()
      return {
        async reestablish(source, reason) {
          known.add(source)
          await standard.reestablish(source, reason)
        },
        async dispatch(source, { type, data, lastEventId }, origin) {
          if (!known.has(source)) return standard.dispatch(source, { type, data, lastEventId }, origin)
          source.target.dispatchEvent(new MessageEvent(type, { data, origin, lastEventId }))
          if (source.readyState === CLOSED && !closed.has(source)) source.readyState = OPEN
          else if (closed.has(source)) source.readyState = CLOSED
          if (source.closing.signal.aborted) closed.add(source)
        },
      }
    },
  }),
  clientMutant('fires-queued', 'close.queued', 'looks at readyState when an event is queued, not when it fires', {
    steps: { dispatch: dispatchAnyway },
  }),
  clientMutant('fires-chunk', 'close.in-handler', 'fires what has come with the event whose listener closes it', {
    steps: () => ({ ...lingering('always')(), interpret: interpretToTheEnd }),
  }),
  clientMutant('waits-on', 'close.in-wait', 'leaves the timer of the reconnection alone when it is closed', {
    steps: {
      async reestablish(source, reason) {
        const wasClosed = source.readyState === CLOSED
        await standard.reestablish(source, reason)
        if (!wasClosed && source.readyState === CLOSED) void askOnce(source)
      },
    },
  }),
  clientMutant('end-asks', 'close.final', 'comes back when a stream ends, whoever ended it', {
    steps: {
      async interpret(source, response) {
        const next = await standard.interpret(source, response)
        if (source.readyState === CLOSED) void askOnce(source)
        return next
      },
    },
  }),
  clientMutant('closed-again-throws', 'close.again', 'throws when it is closed twice', {
    steps: secondClose(() => {
      throw new Error('the object is closed')
    }),
  }),
  clientMutant('closed-again-fires', 'close.again', 'fires error when it is closed twice', {
    steps: secondClose((source) => fire(source, 'error')),
  }),
  clientMutant('closed-again-opens', 'close.again', 'asks again when it is closed twice', {
    steps: secondClose((source) => void askOnce(source)),
  }),
]
