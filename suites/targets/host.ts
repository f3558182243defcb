import { fileURLToPath } from 'node:url'
import { Violation } from '../expect.ts'
import { type Exit, type Leash, memoryBound } from './leash.ts'
import type { ModuleRole, Reply, Request } from './module-host.ts'
import { start } from './process.ts'
import { SetupError } from './setup-error.ts'

/** A process that runs one module. */
export type Host = {
  /** One request, one reply; throws a Violation when the module ends its process, or the reason of the signal. */
  ask(request: Request, signal: AbortSignal): Promise<Exclude<Reply, { crashed: string }>>
  stop(): Promise<Exit>
}

const hostFile = fileURLToPath(new URL('./module-host.js', import.meta.url))
const heapMegabytes = 512

/** Starts a process and loads the module in it; throws a SetupError when that cannot be done. */
export const startHost = async (path: string, role: ModuleRole, signal: AbortSignal): Promise<Host> => {
  const { child, leash } = await start([process.execPath, `--max-old-space-size=${heapMegabytes}`, hostFile], {
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    serialization: 'advanced',
  })
  const ask: Host['ask'] = (request, until) =>
    new Promise((resolve, reject) => {
      if (until.aborted) return reject(until.reason)
      const settle = () => {
        until.removeEventListener('abort', onAbort)
        child.off('message', onMessage)
        child.off('exit', onExit)
      }
      const onAbort = () => {
        settle()
        reject(until.reason)
      }
      const onMessage = (reply: Reply) => {
        settle()
        if ('crashed' in reply) reject(new Violation('the module crashes its process', { expected: 'an answer', actual: reply.crashed }))
        else resolve(reply)
      }
      const onExit = async () => {
        settle()
        reject(violationOf(await leash.closed, leash.stderr()))
      }
      until.addEventListener('abort', onAbort)
      child.on('message', onMessage)
      child.on('exit', onExit)
      child.send(request, (error) => error && child.exitCode === null && reject(error))
    })
  await load({ load: path, role }, ask, leash, signal)
  return { ask, stop: () => leash.stop() }
}

const load = async (
  request: Request & { readonly role: ModuleRole },
  ask: Host['ask'],
  leash: Leash,
  signal: AbortSignal,
): Promise<void> => {
  const usage = usages[request.role]
  try {
    const reply = await ask(request, signal)
    if ('unusable' in reply) throw new SetupError(`the module cannot be used: ${reply.unusable.split('\n')[0]}`, usage, reply.unusable)
  } catch (error) {
    await leash.stop()
    if (error instanceof Violation) throw new SetupError(`while it is loaded, ${error.message}`, usage, leash.stderr())
    throw error
  }
}

const usages: Readonly<Record<ModuleRole, string>> = {
  parser: 'the module is to have: export default function create(emit) { return { push(bytes) {}, end() {} } }',
  encoder: 'the module is to have: export default function encode(event) { return text }',
}

const violationOf = (exit: Exit, stderr: string): Violation => {
  if (exit.outgrew) return new Violation(`the module uses more than ${memoryBound / 1024 ** 2} MB of memory and was ended`)
  if (stderr.includes('heap out of memory')) return new Violation(`the module uses more than ${heapMegabytes} MB of heap`)
  const end = exit.signal ? `is ended by ${exit.signal}` : `exits with ${exit.code}`
  return new Violation(`the process of the module ${end}`, { expected: 'an answer', actual: stderr || end })
}
