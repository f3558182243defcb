import { within } from '../deadline.ts'
import type { ClientOptions } from './client.ts'
import { openCallbacks } from './client-callbacks.ts'
import type { ClientConnection } from './client-connection.ts'
import { SetupError } from './setup-error.ts'
import { quoteWords } from './shell.ts'

/** The longest that a service may take over one request, in milliseconds. */
const patience = 5000

/** A test service that speaks the protocol of launchdarkly's SSE contract tests: it is told what to open, and calls back with what comes. */
export const openClientService = async (url: string, signal: AbortSignal): Promise<ClientConnection> => {
  const capabilities = await capabilitiesOf(url, signal)
  const callbacks = await openCallbacks()
  let count = 0
  return {
    tellsByRequest: true,
    takes: (option) => takes(option, capabilities),
    async open(streamUrl, options, listener, how) {
      const callback = callbacks.expect(listener, how.most)
      const asked = { streamUrl, callbackUrl: callback.url, tag: `sse-conformance ${++count}`, ...parametersOf(options, capabilities) }
      const answer = await call(url, 'POST', asked, how.signal).catch((error: unknown) => {
        callback.forget()
        throw error
      })
      const { instance } = answer
      const close = async () => {
        callback.forget()
        if (instance !== null) await call(new URL(instance, url).href, 'DELETE', undefined, new AbortController().signal).catch(() => {})
      }
      if (!answer.ok || instance === null) {
        await close()
        throw new SetupError(
          `the service answers ${answer.status}${instance === null ? ' without a Location' : ''} when it is to open a stream`,
          usage,
        )
      }
      await listen(new URL(instance, url).href, options, capabilities, how.signal)
      return { close }
    },
    reproduce: (caseId) => `npx sse-conformance client --service ${quoteWords([url])} --only ${caseId}`,
    close: () => callbacks.close(),
  }
}

const usage = 'the protocol is that of launchdarkly/sse-contract-tests: GET / tells capabilities, POST / opens a stream, DELETE closes it'

const capabilitiesOf = async (url: string, signal: AbortSignal): Promise<readonly string[]> => {
  const answer = await call(url, 'GET', undefined, signal)
  const body = objectOf(answer.text)
  if (!answer.ok) throw new SetupError(`the service at ${url} answers ${answer.status} when it is asked what it can do`, usage)
  if (!body) throw new SetupError(`the service at ${url} does not answer GET with an object in JSON`, usage)
  return Array.isArray(body.capabilities) ? body.capabilities.map(String) : []
}

/** Who has no capabilities may say nothing. */
const objectOf = (text: string): { readonly capabilities?: unknown } | undefined => {
  try {
    const value: unknown = text.trim() === '' ? {} : JSON.parse(text)
    return typeof value === 'object' && value !== null ? value : undefined
  } catch {
    return undefined
  }
}

/** `instance`: where the client is that was opened. */
type Answered = { readonly ok: boolean; readonly status: number; readonly instance: string | null; readonly text: string }

const call = async (url: string, method: string, body: object | undefined, signal: AbortSignal): Promise<Answered> => {
  const json = body && { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } }
  const late = new Error(`no answer within ${patience / 1000} s`)
  try {
    return await within(patience, signal, late, async (until) => {
      const answer = await fetch(url, { method, ...json, signal: until })
      const { ok, status, headers } = answer
      return { ok, status, instance: headers.get('location'), text: await startOf(answer) }
    })
  } catch (error) {
    signal.throwIfAborted()
    const { cause, message } = error as Error
    throw new SetupError(`the service does not answer ${method} ${url}: ${cause instanceof Error ? cause.message : message}`, usage)
  }
}

/** More of an answer than this is not read, in bytes. */
const longest = 65_536

/** What comes of an answer, up to that: a longer one is no answer to any call. */
const startOf = async ({ body }: Response): Promise<string> => {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of body ?? []) {
    chunks.push(chunk)
    length += chunk.length
    if (length > longest) break // which cancels the rest
  }
  return Buffer.concat(chunks).toString('utf8')
}

/** The capability behind an option, where the protocol has one. */
const behind: Partial<Readonly<Record<keyof ClientOptions, string>>> = {
  headers: 'headers',
  method: 'post',
  body: 'post',
  lastEventId: 'last-event-id',
}

const takes = (option: keyof ClientOptions, capabilities: readonly string[]): boolean => {
  const capability = behind[option]
  return option === 'initialDelayMs' || option === 'types' || (capability !== undefined && capabilities.includes(capability))
}

const parametersOf = ({ types: _, reactions: __, withCredentials: ___, ...options }: ClientOptions, capabilities: readonly string[]) =>
  Object.fromEntries(Object.entries(options).filter(([option]) => takes(option as keyof ClientOptions, capabilities)))

/** Where a client has to know the types of events, it is told of them. */
const listen = async (
  instance: string,
  { types = [] }: ClientOptions,
  capabilities: readonly string[],
  signal: AbortSignal,
): Promise<void> => {
  if (!capabilities.includes('event-type-listeners')) return
  for (const type of types) await call(instance, 'POST', { command: 'listen', listen: { type } }, signal)
}
