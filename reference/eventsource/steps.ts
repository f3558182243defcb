import { LimitError } from '../decoder/limits.ts'
import { standard as decoding } from '../decoder/steps.ts'
import { decodeStreamWith } from '../decoder/streams.ts'
import { fieldsOf, withoutCredentials } from './fields.ts'
import { isFutile, refusalOf } from './response.ts'
import { CLOSED, CONNECTING, type Next, OPEN, type Source, type Steps } from './source.ts'
import { nextTask, waitAtLeast } from './time.ts'

/** Fetches again and again, until the object is closed. Never rejects. */
export const connect = async (source: Source): Promise<void> => {
  while (source.readyState !== CLOSED) {
    const { step, reason } = await fetchOnce(source)
    await source.steps[step](source, reason)
  }
}

const fetchOnce = async (source: Source): Promise<Next> => {
  const { steps } = source
  const { fetch = globalThis.fetch } = source.options
  try {
    const { url, init } = steps.request(source)
    return await steps.processResponse(source, await fetch(url, init))
  } catch (error) {
    return steps.networkError(source, error)
  }
}

/** Fires in a task of its own, unless the object is closed by then. */
const queue = async (source: Source, act: () => void): Promise<void> => {
  await nextTask()
  if (source.readyState !== CLOSED) act() // close.queued
}

export const standard: Steps = {
  decoding,

  request({ url, options, lastEventId, closing }) {
    const { href, authorization } = withoutCredentials(url)
    const init: RequestInit = {
      method: options.method ?? 'GET', // request.get
      ...(options.body === undefined ? {} : { body: options.body }),
      headers: fieldsOf({ given: options.headers, authorization, lastEventId }),
      mode: 'cors', // request.cors-mode
      credentials: options.withCredentials ? 'include' : 'same-origin', // request.credentials, request.with-credentials
      cache: 'no-store', // request.cache
      redirect: 'follow', // redirect.followed
      signal: closing.signal,
    }
    return { url: href, init }
  },

  async processResponse(source, response) {
    source.failures = 0
    const reason = refusalOf(response)
    if (reason !== undefined) return { step: 'fail', reason } // response.status, response.content-type
    await source.steps.announce(source) // announce.at-headers
    return source.steps.interpret(source, response)
  },

  networkError(source, error) {
    source.failures += 1
    const reason = `the request failed: ${wordsOf(error)}`
    return { step: isFutile(source.url) ? 'fail' : 'reestablish', reason } // response.network-error
  },

  announce: (source) =>
    queue(source, () => {
      source.readyState = OPEN // announce.ready-state
      source.target.dispatchEvent(new Event('open')) // announce.plain-event
    }),

  async interpret(source, response) {
    const origin = originOf(response.url || source.url) // message.origin
    try {
      const { lastEventId, options } = source
      for await (const event of decodeStreamWith(source.steps.decoding, response.body ?? emptyBody(), {
        lastEventId,
        limits: options.limits,
        ...listenersOf(source),
      })) {
        await source.steps.dispatch(source, event, origin)
        if (source.readyState === CLOSED) break // close.in-handler
      }
      return { step: 'reestablish', reason: 'the response has ended' } // reconnect.end-of-body
    } catch (error) {
      if (error instanceof LimitError) return { step: 'fail', reason: error.message }
      return { step: 'reestablish', reason: `the response broke off: ${wordsOf(error)}` } // reconnect.broken-body
    }
  },

  dispatch: (source, { type, data, lastEventId }, origin) =>
    queue(source, () => source.target.dispatchEvent(new MessageEvent(type, { data, origin, lastEventId }))),

  async reestablish(source, reason) {
    await queue(source, () => {
      source.readyState = CONNECTING // reconnect.ready-state
      fireError(source, reason)
    })
    await waitAtLeast(source.steps.delay(source), source.closing.signal) // reconnect.delay; close.in-wait
  },

  fail: (source, reason) =>
    queue(source, () => {
      source.readyState = CLOSED // fail.ready-state
      source.closing.abort() // fail.no-reconnect; a body that nobody will read is given up
      fireError(source, reason)
    }),

  /** reconnect.backoff: twice as long after each attempt in a row that failed, up to 30 s or what the server asked for. */
  delay({ reconnectionTime, failures }) {
    const most = Math.max(reconnectionTime, 30_000)
    return Math.min(most, reconnectionTime * 2 ** Math.max(0, failures - 1))
  },

  close(source) {
    source.readyState = CLOSED // close.ready-state
    source.closing.abort() // close.aborts
  },
}

const listenersOf = (source: Source) => ({
  onId: (id: string) => {
    source.lastEventId = id
  },
  onRetry: (milliseconds: number) => {
    source.reconnectionTime = milliseconds // reconnect.retry
  },
})

const fireError = ({ target, options }: Source, reason: string): void => {
  options.onReason?.(reason)
  target.dispatchEvent(new Event('error')) // reconnect.error-event, fail.error-event
}

const originOf = (url: string): string => new URL(url).origin

const emptyBody = () => new Blob([]).stream()

/** What went wrong, with what a fetch hides behind "fetch failed". */
const wordsOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error)
  return error.cause instanceof Error ? `${error.message} (${error.cause.message})` : error.message
}
