import { CONNECTING, type Next, type Source, type Steps } from '../../eventsource/source.ts'
import { standard } from '../../eventsource/steps.ts'
import { type ClientMutant, clientMutant, fetching } from './mutant.ts'

/** Gives up where the standard would go on. */
const givingUp = (when: (source: Source, next: Next) => boolean): Partial<Steps> => ({
  async processResponse(source, response) {
    const next = await standard.processResponse(source, response)
    return when(source, next) ? { step: 'fail', reason: next.reason } : next
  },
})

const isEnd = ({ reason }: Next) => reason === 'the response has ended'
const isBreak = ({ reason }: Next) => reason.startsWith('the response broke off')

/** Counts what has come of each object. */
const counting = () => {
  const counts = new WeakMap<Source, number>()
  return (source: Source): number => {
    const count = (counts.get(source) ?? 0) + 1
    counts.set(source, count)
    return count
  }
}

const delaying = (delay: (source: Source) => number): Partial<Steps> => ({ delay })

/** Tells nothing, and does nothing more. */
const silent = () => new Promise<never>(() => {})

/** Knows how many bytes a body has had. */
const sized = (isTold: (bytes: number, last: number) => boolean) =>
  fetching((right) => async (...asked) => {
    const response = await right(...asked)
    let bytes = 0
    let last = 0
    const counted = response.body?.pipeThrough(
      new TransformStream<Uint8Array, Uint8Array>({
        transform(chunk, controller) {
          bytes += chunk.length
          last = chunk.at(-1) ?? last
          controller.enqueue(chunk)
        },
        flush: () => (isTold(bytes, last) ? undefined : silent()),
      }),
    )
    return Object.defineProperty(new Response(counted ?? null, response), 'url', { value: response.url })
  })

/** Wrong about whether, and how often, a client comes back. */
export const reconnectingMutants: readonly ClientMutant[] = [
  clientMutant('end-is-final', 'reconnect.end-of-body', 'gives up at the end of a body', { steps: givingUp((_, next) => isEnd(next)) }),
  clientMutant(
    'empty-end-is-final',
    'reconnect.end-of-body',
    'never notices the end of a body that was empty',
    sized((bytes) => bytes > 0),
  ),
  clientMutant(
    'end-needs-line-end',
    'reconnect.end-of-body',
    'never notices the end of a body that ends within a line',
    sized((_, last) => last === 10),
  ),
  clientMutant('length-is-final', 'reconnect.end-of-body', 'gives up at the end of a body with Content-Length', {
    steps: {
      async processResponse(source, response) {
        const next = await standard.processResponse(source, response)
        return response.headers.has('content-length') ? { step: 'fail', reason: next.reason } : next
      },
    },
  }),
  clientMutant('break-is-final', 'reconnect.broken-body', 'gives up when a body breaks off', {
    steps: givingUp((_, next) => isBreak(next)),
  }),
  clientMutant('five-attempts', 'reconnect.every-time', 'comes back five times and no more', {
    steps: () => {
      const count = counting()
      return givingUp((source) => count(source) > 5)
    },
  }),
  clientMutant('three-breaks', 'reconnect.every-time', 'gives up at the third connection that breaks off', {
    steps: () => {
      const count = counting()
      return givingUp((source, next) => isBreak(next) && count(source) > 2)
    },
  }),
  clientMutant('no-delay', 'reconnect.delay', 'comes back at once', { steps: delaying(() => 0) }),
  clientMutant('delay-in-seconds', 'reconnect.delay', 'waits a tenth less than it is told to', {
    steps: delaying(({ reconnectionTime }) => reconnectionTime * 0.9),
  }),
  clientMutant('delay-capped', 'reconnect.delay', 'never waits longer than five seconds', {
    steps: delaying(({ reconnectionTime }) => Math.min(reconnectionTime, 5000)),
  }),
  clientMutant('no-delay-after-break', 'reconnect.delay', 'comes back at once after a break', {
    steps: {
      async reestablish(source, reason) {
        if (!reason.startsWith('the response broke off')) return standard.reestablish(source, reason)
        source.readyState = CONNECTING
        source.target.dispatchEvent(new Event('error'))
      },
    },
  }),
  clientMutant('no-delay-after-failure', 'reconnect.delay', 'tries again at once after an attempt that failed', {
    steps: delaying((source) => (source.failures > 0 ? 0 : standard.delay(source))),
  }),
  clientMutant('retry-ignored', 'reconnect.retry', 'keeps to its default time', { steps: delaying(() => 20) }),
  clientMutant('retry-once', 'reconnect.retry', 'heeds a retry field for the next return only', {
    steps: delaying((source) => {
      const time = standard.delay(source)
      source.reconnectionTime = 20
      return time
    }),
  }),
  clientMutant('retry-first-only', 'reconnect.retry', 'heeds only the first time that a stream sets', {
    steps: () => {
      const first = new WeakMap<Source, number>()
      return delaying((source) => {
        const time = first.get(source) ?? source.reconnectionTime
        first.set(source, time)
        return time
      })
    },
  }),
  clientMutant('retry-lost-at-redirect', 'reconnect.retry', 'returns to its default time after a redirect', {
    steps: {
      processResponse(source, response) {
        if (response.redirected) source.reconnectionTime = 20
        return standard.processResponse(source, response)
      },
    },
  }),
  clientMutant('retry-shared', 'reconnect.retry-own', 'shares the reconnection time between objects', {
    steps: () => {
      const latest = { time: 20 }
      return {
        decoding: {
          ...standard.decoding,
          retry(stream, value) {
            standard.decoding.retry(stream, value)
            latest.time = Number(value)
          },
        },
        delay: () => latest.time,
      }
    },
  }),
  clientMutant('retry-shared-by-url', 'reconnect.retry-own', 'shares the reconnection time between objects of one URL', {
    steps: () => {
      const latest = new Map<string, number>()
      return {
        async dispatch(source, event, origin) {
          latest.set(source.url, source.reconnectionTime)
          return standard.dispatch(source, event, origin)
        },
        delay: (source) => latest.get(source.url) ?? source.reconnectionTime,
      }
    },
  }),
  clientMutant('query-lost', 'reconnect.same-request', 'comes back without the query', {
    steps: {
      request(source) {
        const { url, init } = standard.request(source)
        return { url: source.lastEventId === '' ? url : url.replace(/\?.*/, ''), init }
      },
    },
  }),
  clientMutant('fields-lost', 'reconnect.same-request', 'comes back without its fields', {
    steps: () => {
      const count = counting()
      return {
        request(source) {
          const { url, init } = standard.request(source)
          return { url, init: count(source) > 2 ? { signal: source.closing.signal } : init }
        },
      }
    },
  }),
  clientMutant('network-error-silent', 'response.network-error', 'says nothing and does nothing when an attempt fails', {
    steps: { networkError: () => silent() as never },
  }),
  clientMutant('later-network-error-silent', 'response.network-error', 'says nothing and does nothing when a return fails', {
    steps: {
      async reestablish(source, reason) {
        if (source.failures > 0 && source.reconnectionTime === 10) return silent()
        return standard.reestablish(source, reason)
      },
    },
  }),
  clientMutant('first-network-error-silent', 'response.network-error', 'says nothing and does nothing when its first attempt fails', {
    steps: {
      async reestablish(source, reason) {
        if (source.failures > 0 && source.reconnectionTime !== 10) return silent()
        return standard.reestablish(source, reason)
      },
    },
  }),
  clientMutant('retry-of-one-block', 'retry.at-once', 'returns to its default time at the next block', {
    steps: {
      decoding: {
        ...standard.decoding,
        data(stream, value) {
          stream.on.onRetry?.(20)
          standard.decoding.data(stream, value)
        },
      },
    },
  }),
  clientMutant('retry-huge-overflows', 'retry.huge', 'takes a time beyond any timer for none', {
    steps: {
      async reestablish(source, reason) {
        if (source.reconnectionTime < 2 ** 31) return standard.reestablish(source, reason)
        source.reconnectionTime = 1
        await standard.reestablish(source, reason)
        source.reconnectionTime = 2 ** 40
      },
    },
  }),
  clientMutant('empty-retry-is-default', 'retry.empty', 'returns to its default time at an empty retry field', {
    steps: {
      decoding: {
        ...standard.decoding,
        retry(stream, value) {
          if (value === '') stream.on.onRetry?.(20)
          else standard.decoding.retry(stream, value)
        },
      },
    },
  }),
]
