/**
 * The process in which a client module runs. The kit asks for clients to be opened, closed and looked at;
 * what they tell goes back in bundles, in its order.
 */
import { pathToFileURL } from 'node:url'
import type { ClientOptions, Inspection } from './client.ts'
import { inspectObject } from './inspection.ts'
import { type EventSourceClass, openObject, thrownOnPurpose } from './object.ts'
import { type ToldLine, toldOf } from './told.ts'

export type ClientRequest =
  | { readonly load: string; readonly export: string }
  | { readonly open: number; readonly url: string; readonly options: ClientOptions }
  | { readonly close: number; readonly reply: number }
  | { readonly readyState: number; readonly reply: number }
  | { readonly inspect: Inspection; readonly reply: number }
  | { readonly alive: true; readonly reply: number }

export type ClientReply =
  | { readonly loaded: 'class' | 'connect' }
  | { readonly unusable: string }
  | { readonly told: readonly (readonly [client: number, line: ToldLine])[] }
  | { readonly failed: number; readonly threw: string }
  | { readonly reply: number; readonly value: unknown }
  | { readonly reply: number; readonly threw: string }
  | { readonly crashed: string }

type Connect = (url: string, options: ClientOptions, emit: (line: Record<string, unknown>) => void) => unknown
type Running = { close(): unknown; readyState?(): number }

const send = process.send?.bind(process)
process.send = undefined as never // the channel is the kit's, not the module's

let bundle: (readonly [number, ToldLine])[] = []
const flush = () => {
  if (bundle.length > 0) send?.({ told: bundle } satisfies ClientReply)
  bundle = []
}
const tell = (client: number, line: ToldLine) => {
  if (bundle.length === 0) setImmediate(flush)
  bundle.push([client, line])
}
const reply = (message: ClientReply) => {
  flush()
  send?.(message)
}

let made: EventSourceClass | undefined
let connect: Connect | undefined
const running = new Map<number, Promise<Running>>()

const load = async (file: string, name: string): Promise<ClientReply> => {
  const module: Record<string, unknown> = await import(pathToFileURL(file).href)
  const exported = module[name] ?? (module.default as Record<string, unknown> | undefined)?.[name]
  if (isConnect(exported)) connect = exported.connect
  else if (typeof exported === 'function') made = exported as EventSourceClass
  else
    return {
      unusable: `its export "${name}" is ${exported === null ? 'null' : typeof exported}, neither a class nor { connect(url, options, emit) }`,
    }
  return { loaded: connect ? 'connect' : 'class' }
}

const isConnect = (exported: unknown): exported is { connect: Connect } =>
  typeof exported === 'object' && exported !== null && 'connect' in exported && typeof exported.connect === 'function'

const open = async (client: number, url: string, options: ClientOptions): Promise<Running> => {
  if (made) return openObject(made, url, options, (line) => tell(client, line))
  const close = await connect?.(url, options, (emitted) => {
    const line = toldOf(pick(emitted))
    if (line) tell(client, line)
  })
  return { close: () => (typeof close === 'function' ? close() : undefined) }
}

const keys = ['type', 'data', 'lastEventId', 'open', 'error', 'readyState', 'retry', 'comment', 'id']

/** The known keys of what was emitted, own or inherited, so that a MessageEvent can be emitted as it is. */
const pick = (emitted: unknown): Record<string, unknown> => {
  if (typeof emitted !== 'object' || emitted === null)
    throw new TypeError(`emit() takes an event line as an object, not ${String(emitted)}`)
  return Object.fromEntries(keys.map((key) => [key, (emitted as Record<string, unknown>)[key]]))
}

const serve = async (request: ClientRequest): Promise<void> => {
  if ('load' in request) return reply(await load(request.load, request.export))
  if ('open' in request) {
    const opened = open(request.open, request.url, request.options)
    running.set(request.open, opened)
    return void opened.catch((error) => reply({ failed: request.open, threw: stackOf(error) }))
  }
  reply({ reply: request.reply, value: await answerTo(request) })
}

const answerTo = async (request: Exclude<ClientRequest, { load: string } | { open: number }>): Promise<unknown> => {
  if ('alive' in request) return true
  if ('inspect' in request) return made && inspectObject(made, request.inspect)
  if ('readyState' in request) return (await running.get(request.readyState))?.readyState?.()
  const client = await running.get(request.close)?.catch(() => undefined)
  await client?.close()
  return true
}

/** What went wrong with a request: its own fault, or else that of the whole process. */
const failureOf = (request: ClientRequest, threw: string): ClientReply => {
  if ('load' in request) return { unusable: threw }
  return 'reply' in request ? { reply: request.reply, threw } : { crashed: threw }
}

const stackOf = (error: unknown) => (error instanceof Error ? (error.stack ?? `${error}`) : String(error))

process.on('message', (request: ClientRequest) => {
  serve(request).catch((error) => reply(failureOf(request, stackOf(error))))
})
process.on('uncaughtException', (error) => {
  if (error?.message === thrownOnPurpose) return
  flush()
  send?.({ crashed: stackOf(error) } satisfies ClientReply, undefined, {}, () => process.exit(1))
})
process.on('disconnect', () => process.exit(0))
