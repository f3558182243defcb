import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'
import { type Given, requestTo, textOf } from './request.ts'
import { SetupError } from './setup-error.ts'
import type { ServerAddress } from './target.ts'

/** What can be seen of a server from outside; what nobody tells is left out. */
export type Stats = {
  /** How many streams it counts as open. */
  readonly subscribers?: number
  /** Its memory in bytes. */
  readonly memory?: number
}

/** Asks the stats URL; the memory of a server that was started is seen without one. The fields of the requests go along to the same origin only. */
export const openStats =
  ({ stats, url, headers = [], tls }: ServerAddress, memoryOf: () => number = () => 0) =>
  async (signal: AbortSignal): Promise<Stats> => {
    const seen = memoryOf()
    const own = seen === 0 ? {} : { memory: seen }
    if (stats === undefined) return own
    const isNear = new URL(stats).origin === new URL(url).origin
    return { ...own, ...numbersIn(await answerOf(new URL(stats), { headers: isNear ? headers : [], tls }, signal)) }
  }

const answerOf = async (url: URL, given: Given, signal: AbortSignal): Promise<unknown> => {
  try {
    const asking = requestTo(url, given, { signal }).end()
    asking.on('error', () => {}) // told below, or of no interest any more
    const [response] = (await once(asking, 'response', { signal })) as [IncomingMessage]
    const text = await textOf(response)
    return response.statusCode === 200 ? JSON.parse(text) : unusable()
  } catch (error) {
    signal.throwIfAborted()
    throw error instanceof SetupError ? error : unusable()
  }
}

const unusable = (): never => {
  throw new SetupError('the stats URL does not answer with JSON', 'it is to answer GET with JSON such as {"subscribers":3,"rss":52428800}')
}

const numbersIn = (answer: unknown): Stats => {
  const { subscribers, rss } = (answer ?? {}) as Readonly<Record<string, unknown>>
  return {
    ...(typeof subscribers === 'number' ? { subscribers } : {}),
    ...(typeof rss === 'number' ? { memory: rss } : {}),
  }
}
