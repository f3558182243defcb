import type { ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { Violation } from '../expect.ts'
import type { Inspection } from './client.ts'
import type { ClientListener, OpenClient } from './client-connection.ts'
import type { ClientReply, ClientRequest } from './client-host.ts'
import { createWatch, stuckFor, type Watch } from './client-watch.ts'
import { type Leash, memoryBound } from './leash.ts'
import { start } from './process.ts'
import { SetupError } from './setup-error.ts'
import type { Trust } from './trust.ts'

/** A process that runs a client module, and the clients in it. */
export type ClientProcess = {
  readonly kind: 'class' | 'connect'
  /** Whether it has not crashed or left. */
  isUp(): boolean
  open(url: string, options: object, listener: ClientListener, shared: boolean): OpenClient
  inspect(what: Inspection): Promise<unknown>
  /** Ends the process once it is stuck, so that those in it are lost rather than silent. */
  watch(): void
  stop(): Promise<unknown>
}

const hostFile = fileURLToPath(new URL('./client-host.js', import.meta.url))
const heapMegabytes = 768

/** How long the module may take over close(), in milliseconds. */
const closing = 2000

/** Starts a process and loads the module in it; throws a SetupError when that cannot be done. */
export const startClientProcess = async (path: string, exported: string, signal: AbortSignal, trusting?: Trust): Promise<ClientProcess> => {
  const { child, leash } = await start([process.execPath, `--max-old-space-size=${heapMegabytes}`, hostFile], {
    env: { ...trusting?.environment },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    serialization: 'advanced',
  })
  const watch = createWatch(leash)
  const channel = openChannel(child, leash, watch)
  try {
    const loaded = await channel.loaded({ load: path, export: exported }, signal)
    return { ...channel, kind: loaded, watch: () => watch.start(channel.alive), stop: () => leash.stop() }
  } catch (error) {
    await leash.stop()
    throw error
  }
}

/** Those that were closed are still heard, since a closed object is to tell nothing; what becomes of their process is none of their business. */
type Answer = Extract<ClientReply, { reply: number }>

const valueOfAnswer = (answer: Answer): unknown => {
  if ('value' in answer) return answer.value
  throw new Violation('the client throws', { expected: 'an answer', actual: answer.threw })
}

type Entry = { readonly listener: ClientListener; readonly shared: boolean; isClosed: boolean }

type Clients = Map<number, Entry>

const loseTo = (error: Error, { listener, shared }: Entry, clients: Clients): void =>
  listener.lost(error, { shared: shared && clients.size > 1 })

const openChannel = (child: ChildProcess, leash: Leash, watch: Watch) => {
  const clients: Clients = new Map()
  const asked = new Map<number, (answer: Answer) => void>()
  const gone = goneOf(child, leash, watch, clients)
  let count = 0
  child.on('message', (reply: ClientReply) => {
    if ('told' in reply) {
      const at = performance.now()
      for (const [client, line] of reply.told) clients.get(client)?.listener.told({ ...line, at })
    }
    if ('failed' in reply) {
      const found = { expected: 'a client', actual: reply.threw }
      clients.get(reply.failed)?.listener.lost(new Violation('the client throws when it is made', found), { shared: false })
    }
    if ('reply' in reply) asked.get(reply.reply)?.(reply)
  })
  const send = (request: ClientRequest) => void (child.connected && child.send(request, () => {}))
  const ask = (request: (reply: number) => ClientRequest): Promise<unknown> => {
    const reply = count++
    const answered = new Promise<Answer>((resolve) => asked.set(reply, resolve))
    send(request(reply))
    return Promise.race([answered, gone])
      .then(valueOfAnswer)
      .finally(() => asked.delete(reply))
  }
  return {
    isUp: () => child.connected && child.exitCode === null,
    loaded: (request: ClientRequest, signal: AbortSignal) => loaded(child, gone, leash, signal, () => send(request)),
    alive: () => ask((reply) => ({ alive: true, reply })),
    inspect: (what: Inspection) => ask((reply) => ({ inspect: what, reply })),
    open(url: string, options: object, listener: ClientListener, shared: boolean): OpenClient {
      const client = count++
      const entry = { listener, shared, isClosed: false }
      clients.set(client, entry)
      send({ open: client, url, options })
      return {
        async close() {
          await Promise.race([ask((reply) => ({ close: client, reply })), timeOut(closing)]).catch(() => {})
          entry.isClosed = true
        },
        async readyState() {
          gone.catch((error: Error) => loseTo(error, entry, clients)) // even if it was closed: it is asked something
          return Number(await ask((reply) => ({ readyState: client, reply })))
        },
      }
    },
  }
}

const timeOut = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds).unref())

/** Rejects when the process crashes or leaves; all its clients are lost then. */
const goneOf = (child: ChildProcess, leash: Leash, watch: Watch, clients: Clients): Promise<never> => {
  let said: string | undefined
  child.on('message', (reply: ClientReply) => {
    if ('crashed' in reply) said = reply.crashed
  })
  const gone = leash.closed.then(({ code, signal, outgrew }) => {
    const stderr = leash.stderr()
    const error = violationOf({ code, signal, outgrew, isStuck: watch.isStuck(), said, stderr })
    const open = [...clients.values()].filter(({ isClosed }) => !isClosed)
    for (const one of open) loseTo(error, one, clients)
    throw error
  })
  gone.catch(() => {}) // the clients were told
  return gone
}

type End = { code: number | null; signal: string | null; outgrew: boolean; isStuck: boolean; said: string | undefined; stderr: string }

const violationOf = ({ code, signal, outgrew, isStuck, said, stderr }: End): Violation => {
  if (outgrew) return new Violation(`the module uses more than ${memoryBound / 1024 ** 2} MB of memory and was ended`)
  if (stderr.includes('heap out of memory')) return new Violation(`the module uses more than ${heapMegabytes} MB of heap`)
  if (isStuck) return new Violation(`the process of the module ${stuckFor}`)
  if (said !== undefined) return new Violation('the client crashes its process', { expected: 'a client that goes on', actual: said })
  const end = signal === null ? `exits with ${code}` : `is ended by ${signal}`
  return new Violation(`the process of the module ${end}`, { expected: 'a client that goes on', actual: stderr || end })
}

const loaded = (child: ChildProcess, gone: Promise<never>, leash: Leash, signal: AbortSignal, load: () => void) =>
  new Promise<'class' | 'connect'>((resolve, reject) => {
    const onMessage = (reply: ClientReply) => {
      if ('loaded' in reply) resolve(reply.loaded)
      if ('unusable' in reply) reject(new SetupError(`the module cannot be used: ${reply.unusable.split('\n')[0]}`, usage, reply.unusable))
    }
    child.on('message', onMessage)
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
    gone.catch((error: Error) => reject(new SetupError(`while it is loaded, ${error.message}`, usage, leash.stderr())))
    load()
  })

const usage =
  'the module is to have: export default class with the EventSource interface, or { connect(url, options, emit) { return close } }'
