import { shownUrl } from '../secrets/secrets.ts'
import { openIssuer } from './access/issuer.ts'
import { openClientCommand } from './client-command.ts'
import type { ClientConnection } from './client-connection.ts'
import { type ManualOptions, openClientManual } from './client-manual.ts'
import { openClientModule } from './client-module.ts'
import { openClientReference } from './client-reference.ts'
import { openClientService } from './client-service.ts'
import { openEncoderCommand } from './encoder-command.ts'
import type { EncoderConnection } from './encoder-connection.ts'
import { openEncoderModule } from './encoder-module.ts'
import { openEncoderReference } from './encoder-reference.ts'
import { openCommandHook } from './hook/command-hook.ts'
import type { Hook } from './hook/hook.ts'
import { openHttpHook } from './hook/http-hook.ts'
import { openParserCommand } from './parser-command.ts'
import { openParserModule } from './parser-module.ts'
import { openParserReference } from './parser-reference.ts'
import { openServerReference } from './server-reference.ts'
import { startServer } from './start.ts'
import { openStats } from './stats.ts'
import type {
  ClientTarget,
  EncoderTarget,
  ParserConnection,
  ParserTarget,
  ServerAddress,
  ServerConnection,
  ServerTarget,
  Target,
} from './target.ts'
import { openTopics } from './topics.ts'

/** Where the kit listens for clients. */
const loopback = '127.0.0.1'

/** Brings a parser up; throws a SetupError when that cannot be done. */
export const openParser = async (target: ParserTarget, signal: AbortSignal): Promise<ParserConnection> => {
  switch (target.kind) {
    case 'reference':
      return openParserReference(target.mutant)
    case 'module':
      return openParserModule(target.module, signal)
    case 'command':
      return openParserCommand(target.command)
  }
}

/** Brings an encoder up; throws a SetupError when that cannot be done. */
export const openEncoder = async (target: EncoderTarget, signal: AbortSignal): Promise<EncoderConnection> => {
  switch (target.kind) {
    case 'reference':
      return openEncoderReference(target.mutant)
    case 'module':
      return openEncoderModule(target.module, signal)
    case 'command':
      return openEncoderCommand(target.command)
  }
}

/** Brings a client up; throws a SetupError when that cannot be done. */
export const openClient = async (
  target: ClientTarget,
  signal: AbortSignal,
  manual: Omit<ManualOptions, 'host'>,
): Promise<ClientConnection> => {
  switch (target.kind) {
    case 'reference':
      return openClientReference(target.mutant)
    case 'module':
      return openClientModule(target, signal)
    case 'command':
      return openClientCommand(target.command)
    case 'service':
      return openClientService(target.url, signal)
    case 'manual':
      return openClientManual({ host: target.host ?? loopback, ...manual })
  }
}

/** Brings a server up, or finds it where it is; throws a SetupError when that cannot be done. */
export const openServer = async (target: ServerTarget, signal: AbortSignal): Promise<ServerConnection> => {
  if (target.kind === 'reference') return openServerReference(target, signal)
  const { start, ...address } = target
  const hook = hookOf(address)
  const asked = { ...hook, topics: openTopics(address, hook.hook), issuer: openIssuer(address), stats: openStats(address) }
  if (!start) return { address, ...asked, close: async () => {} }
  const { waitFor = address.url, command } = start
  const started = await startServer({ command, waitFor, ...given(address) }, signal)
  return { address, ...asked, ...started, stats: openStats(address, started.memory) }
}

/** The fields of the requests go along where the hook is of the same origin, and nowhere else. */
const hookOf = (address: ServerAddress): { readonly hook?: Hook } => {
  const { publish, url } = address
  if (!publish) return {}
  if ('command' in publish) return { hook: openCommandHook(publish.command) }
  const isNear = new URL(publish.url).origin === new URL(url).origin
  return { hook: openHttpHook({ url: publish.url, ...(isNear ? given(address) : {}) }) }
}

/** What a server may want to see before it answers. */
const given = ({ headers, tls }: ServerAddress) => ({
  ...(headers ? { headers } : {}),
  ...(tls ? { tls } : {}),
})

/** Where the target is, as a person would write it. */
export const addressOf = (target: Target): string => {
  switch (target.kind) {
    case 'reference':
      return target.mutant === undefined ? 'embedded' : `mutant ${target.mutant}`
    case 'url':
    case 'service':
      return shownUrl(target.url)
    case 'module':
      return target.module
    case 'command':
      return target.command.join(' ')
    case 'manual':
      return `whoever connects to ${target.host ?? loopback}`
  }
}
