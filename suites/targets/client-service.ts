import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Violation } from '../expect.ts'
import type { ClientOptions } from './client.ts'
import type { ClientConnection, ClientListener } from './client-connection.ts'
import { createNumbered } from './numbered.ts'
import { SetupError } from './setup-error.ts'
import { quoteWords } from './shell.ts'
import { toldOf } from './told.ts'

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
      const callback = callbacks.expect(listener)
      const asked = { streamUrl, callbackUrl: callback.url, tag: `sse-conformance ${++count}`, ...parametersOf(options, capabilities) }
      const answer = await call(url, 'POST', asked, how.signal).catch((error: unknown) => {
        callback.forget()
        throw error
      })
      const instance = answer.headers.get('location')
      const close = async () => {
        callback.forget()
        if (instance !== null) await call(new URL(instance, url).href, 'DELETE', undefined, AbortSignal.timeout(patience)).catch(() => {})
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
  const body: unknown = await answer.json().catch(() => undefined)
  const capabilities = (body as { capabilities?: unknown } | undefined)?.capabilities
  if (!answer.ok) throw new SetupError(`the service at ${url} answers ${answer.status} when it is asked what it can do`, usage)
  return Array.isArray(capabilities) ? capabilities.map(String) : []
}

const call = async (url: string, method: string, body: object | undefined, signal: AbortSignal): Promise<Response> => {
  const json = body && { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } }
  try {
    return await fetch(url, { method, ...json, signal: AbortSignal.any([signal, AbortSignal.timeout(patience)]) })
  } catch (error) {
    signal.throwIfAborted()
    const { cause, message } = error as Error
    throw new SetupError(`the service does not answer ${method} ${url}: ${cause instanceof Error ? cause.message : message}`, usage)
  }
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

/** Where the service calls back: one path a client, its calls numbered. */
const openCallbacks = async () => {
  const listeners = new Map<string, (number: number, text: string) => void>()
  const server = createServer(async (request, response) => {
    const [, client = '', number = ''] = (request.url ?? '').split('/')
    const text = await textOf(request)
    response.end()
    listeners.get(client)?.(Number(number), text)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  let count = 0
  return {
    expect(listener: ClientListener) {
      const client = `${++count}`
      const inOrder = createNumbered((text) => hear(text, listener))
      listeners.set(client, inOrder)
      return { url: `http://127.0.0.1:${port}/${client}`, forget: () => void listeners.delete(client) }
    },
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

const textOf = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}

const hear = (text: string, listener: ClientListener): void => {
  try {
    const { kind, event, comment, error } = JSON.parse(text)
    const line =
      kind === 'event'
        ? { type: event?.type || undefined, data: event?.data ?? '', lastEventId: event?.id }
        : kind === 'comment'
          ? { comment: comment ?? '' }
          : kind === 'error'
            ? { error: error ?? comment ?? 'error' }
            : {}
    const told = toldOf(line)
    if (told) listener.told({ ...told, at: performance.now() })
  } catch {
    listener.lost(new Violation('the service calls back with what is no JSON', { actual: text.slice(0, 200) }), { shared: false })
  }
}
