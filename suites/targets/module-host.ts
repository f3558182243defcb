/**
 * The process in which a parser module runs, so that its crash, endless loop or appetite is its own.
 * The kit sends one request at a time and gets one reply.
 */
import { pathToFileURL } from 'node:url'
import type { Answer, CreateParser, Cuts, Played, Step } from './adapter.ts'
import { createPlayer, type Player } from './player.ts'

export type Request =
  | { readonly load: string }
  | { readonly play: readonly Step[] }
  | { readonly playCuts: { readonly bytes: Uint8Array; readonly cutLists: readonly Cuts[]; readonly whole: Answer } }

export type Reply =
  | { readonly loaded: true }
  | { readonly unusable: string }
  | { readonly played: readonly Played[] }
  | { readonly differing: readonly { readonly cuts: Cuts; readonly played: Played }[] }
  | { readonly crashed: string }

const send = process.send?.bind(process)
const reply = (message: Reply) => send?.(message)
process.send = undefined as never // the channel is the kit's, not the module's

let player: Player | undefined

const load = async (file: string): Promise<Reply> => {
  const create: unknown = (await import(pathToFileURL(file).href)).default
  if (typeof create !== 'function') return { unusable: `its default export is ${typeof create}, not a function create(emit)` }
  player = createPlayer(create as CreateParser)
  return { loaded: true }
}

const serve = async (request: Request): Promise<Reply> => {
  if ('load' in request) return load(request.load)
  if (!player) return { unusable: 'nothing is loaded' }
  if ('play' in request) return { played: await player.play(request.play) }
  const { bytes, cutLists, whole } = request.playCuts
  return { differing: await player.playCuts(bytes, cutLists, whole) }
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
