/**
 * The process in which a module runs, so that its crash, endless loop or appetite is its own.
 * The kit sends one request at a time and gets one reply.
 */
import { pathToFileURL } from 'node:url'
import type { EventInput } from '../../spec/event.ts'
import type { Answer, CreateParser, Cuts, Played, Step } from './adapter.ts'
import { type Encode, encodeAll, type Unusable, type Written } from './encode-all.ts'
import { createPlayer, type Player } from './player.ts'

export type ModuleRole = 'parser' | 'encoder'

export type Request =
  | { readonly load: string; readonly role: ModuleRole }
  | { readonly play: readonly Step[] }
  | { readonly playCuts: { readonly bytes: Uint8Array; readonly cutLists: readonly Cuts[]; readonly whole: Answer } }
  | { readonly encode: readonly EventInput[] }

export type Reply =
  | { readonly loaded: true }
  | { readonly unusable: string }
  | { readonly played: readonly Played[] }
  | { readonly differing: readonly { readonly cuts: Cuts; readonly played: Played }[] }
  | { readonly written: Written | Unusable }
  | { readonly crashed: string }

const send = process.send?.bind(process)
const reply = (message: Reply) => send?.(message)
process.send = undefined as never // the channel is the kit's, not the module's

let player: Player | undefined
let encode: Encode | undefined

/** What the default export is called where a person reads of it. */
const signatures: Readonly<Record<ModuleRole, string>> = { parser: 'create(emit)', encoder: 'encode(event)' }

const load = async (file: string, role: ModuleRole): Promise<Reply> => {
  const exported: unknown = (await import(pathToFileURL(file).href)).default
  if (typeof exported !== 'function') return { unusable: `its default export is ${typeof exported}, not a function ${signatures[role]}` }
  if (role === 'parser') player = createPlayer(exported as CreateParser)
  else encode = exported as Encode
  return { loaded: true }
}

const serve = async (request: Request): Promise<Reply> => {
  if ('load' in request) return load(request.load, request.role)
  if (encode && 'encode' in request) return { written: await encodeAll(encode, request.encode) }
  if (player && 'play' in request) return { played: await player.play(request.play) }
  if (player && 'playCuts' in request) {
    const { bytes, cutLists, whole } = request.playCuts
    return { differing: await player.playCuts(bytes, cutLists, whole) }
  }
  return { unusable: 'nothing is loaded for this request' }
}

const stackOf = (error: unknown) => (error instanceof Error ? (error.stack ?? `${error}`) : String(error))

process.on('message', async (request: Request) => {
  try {
    reply(await serve(request))
  } catch (error) {
    reply('load' in request ? { unusable: stackOf(error) } : { crashed: stackOf(error) })
  }
})
process.on('uncaughtException', (error) => {
  send?.({ crashed: stackOf(error) } satisfies Reply, undefined, {}, () => process.exit(1))
})
process.on('disconnect', () => process.exit(0))
