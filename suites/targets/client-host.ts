/**
 * The process in which a client module runs. The kit asks for clients to be opened, closed and looked at;
 * what they tell goes back in bundles, in its order.
 */
import { pathToFileURL } from 'node:url'
import type { ClientOptions, Inspection } from './client.ts'
import { inspectObject } from './inspection.ts'
import { createMeter } from './meter.ts'
import { type EventSourceClass, openObject, thrownOnPurpose } from './object.ts'
import { sizeOf, type ToldLine, toldOf, unfit } from './told.ts'

export type ClientRequest =
  | { readonly load: string; readonly export: string }
  | { readonly open: number; readonly url: string; readonly options: ClientOptions; readonly longest: number }
  | { readonly close: number; readonly reply: number }
  | { readonly readyState: number; readonly reply: number }
  | { readonly inspect: Inspection; readonly reply: number }
  | { readonly alive: true; readonly reply: number }

export type ClientReply =
  | { readonly loaded: 'class' | 'connect' }
  | { readonly unusable: string }
  | { readonly told: readonly (readonly [client: number, line: ToldLine])[] }
  | { readonly failed: number; readonly threw: string }
  | { readonly unfit: number; readonly why: string }
  | { readonly flooded: number; readonly size: number }
  | { readonly reply: number; readonly value: unknown }
  | { readonly reply: number; readonly threw: string }
  | { readonly crashed: string }

type Connect = (url: string, options: ClientOptions, emit: (line: Record<string, unknown>) => void) => unknown
type Running = { close(): unknown; readyState?(): number }

const send = process.send?.bind(process)
process.send = undefined as never // the channel is the kit's, not the module's

/** Nobody has to read more at once. */
const most = { things: 1000, characters: 1024 ** 2 }

let bundle: (readonly [number, ToldLine])[] = []
const meter = createMeter(most)
const flush = () => {
  if (bundle.length > 0) send?.({ told: bundle } satisfies ClientReply)
  bundle = []
  meter.reset()
}
const tell = (client: number, longest: number, line: ToldLine) => {
  const size = sizeOf(line)
  if (size > longest) return reply({ flooded: client, size })
  if (bundle.length === 0) setImmediate(flush)
  if (!meter.takes(size)) flush()
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

type Opening = Extract<ClientRequest, { open: number }>

const open = async ({ open: client, url, options, longest }: Opening): Promise<Running> => {
  if (made) return openObject(made, url, options, (line) => tell(client, longest, line))
  const close = await connect?.(url, options, (emitted) => {
    const picked = pick(emitted)
    const why = unfit(picked)
    if (why !== undefined) return reply({ unfit: client, why })
    const line = toldOf(picked)
    if (line) tell(client, longest, line)
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
    const opened = open(request)
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
