import type { Command } from 'commander'
import type { ClientTarget } from '../../suites/targets/target.ts'
import type { Config } from './config.ts'
import { addClaim, addRunOptions, type Flags } from './options.ts'
import type { Terminal } from './terminal.ts'
import { UsageError } from './usage-error.ts'

type ClientFlags = Flags & {
  readonly module?: string
  readonly export?: string
  readonly service?: string
  readonly manual?: boolean
  readonly listen?: string
}

const help = `
A command connects to its last argument, prints event lines as they come, and runs until it is ended:
  {"type":"message","data":"x","lastEventId":"1"}
and, if it can, {"open":true} and {"error":"…","readyState":0}, or 2 once it has given up.
SSE_URL is the URL as well; SSE_OPTIONS is JSON with what else it is asked, each key optional:
  headers, lastEventId, withCredentials, method, body, initialDelayMs (until a stream says how long to wait), types (to listen for)
Whoever is connected by hand, to the addresses that --manual prints, is judged by what it asks: nobody tells what it hears.
A module exports a class with the EventSource interface, or { connect(url, options, emit) { return close } }.`

/** Adds the command that judges a client. */
export const addClient = (program: Command, terminal: Terminal, done: (exitCode: number) => void): void => {
  addClaim(
    addRunOptions(
      program
        .command('client')
        .description('a client: a command, a module with an EventSource, a test service, or one that you connect by hand'),
    ),
    'what a client says it is: eventsource, judged as a browser, or client (default: eventsource for a module, else client)',
  )
    .option('--module <file>', 'an ES module whose default export is a class with the EventSource interface, or has connect()')
    .option('--export <name>', 'another export of the module')
    .option('--service <url>', "a test service that speaks the protocol of launchdarkly's SSE contract tests")
    .option('--manual', 'print addresses; whatever connects to them is judged, until the --deadline is near')
    .option('--listen <host>', 'with --manual: the name or address of this machine under which the client finds it (default: 127.0.0.1)')
    .argument('[command...]', 'after --: connects to its last argument, prints event lines on stdout')
    .addHelpText('after', help)
    .action(async (command: readonly string[], flags: ClientFlags) => {
      const targets = (config: Config, name: string | undefined) => [targetOf(command, flags, config, name)]
      done(await (await import('./judge.ts')).judgeTargets(flags, terminal, { files: 'client', targets }))
    })
}

const targetOf = (
  command: readonly string[],
  { module, export: exported, service, manual, listen }: ClientFlags,
  config: Config,
  name: string | undefined,
): ClientTarget => {
  const said = [command.length > 0, module !== undefined, service !== undefined, manual === true].filter(Boolean)
  if (said.length > 1) throw new UsageError('give a command after --, --module, --service or --manual: one of them')
  const given = said.length === 1 ? { command, module, service, manual, listen } : { command: [], listen, ...config.client }
  const named = name === undefined ? {} : { name }
  const from = exported ?? (said.length === 1 ? undefined : config.client?.export)
  if (from !== undefined && given.module === undefined) throw new UsageError('--export goes with --module')
  if (given.listen !== undefined && !given.manual) throw new UsageError('--listen goes with --manual')
  if (given.module !== undefined) {
    return { role: 'client', kind: 'module', module: given.module, ...(from === undefined ? {} : { export: from }), ...named }
  }
  if (given.service !== undefined) return { role: 'client', kind: 'service', url: urlOf(given.service), ...named }
  if (given.manual) return { role: 'client', kind: 'manual', ...(given.listen === undefined ? {} : { host: given.listen }), ...named }
  if (given.command !== undefined && given.command.length > 0) return { role: 'client', kind: 'command', command: given.command, ...named }
  throw new UsageError('say which client: sse-conformance client -- <command…>, --module <file>, --service <url> or --manual')
}

const urlOf = (text: string): string => {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url && /^https?:$/.test(url.protocol)) return url.href
  throw new UsageError(`--service: ${JSON.stringify(text)} is no URL; write one that begins with http:// or https://`)
}
