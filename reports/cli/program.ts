import { Command } from 'commander'
import type { EncoderTarget, ParserTarget } from '../../suites/targets/target.ts'
import { version } from '../../suites/version.ts'
import { addClient } from './client.ts'
import type { Config } from './config.ts'
import type { InitServerFlags } from './init/server.ts'
import type { InitFlags } from './init.ts'
import { addLintOptions, type LintFlags } from './lint/options.ts'
import { didYouMean } from './nearest.ts'
import { addClaim, addRunOptions, addSelection, type Flags } from './options.ts'
import { addServe } from './serve.ts'
import { addServer } from './server.ts'
import type { Terminal } from './terminal.ts'
import { UsageError } from './usage-error.ts'

const exitCodes = `
Exit codes, the first that applies:
  130  interrupted; the report of what was done is written
  2    the command line or the configuration cannot be used
  1    a violation, or a stale or expired entry of the baseline
  3    the target could not be reached, started or understood, or the deadline cut it off
  4    a fault of the kit, or nothing was judged
  0    every MUST that was judged holds, or stands in the baseline`

/** The command line; each command loads what it needs when it runs, so that the light ones stay quick. `done` is told the exit code of the command that ran. */
export const createProgram = (terminal: Terminal, done: (exitCode: number) => void): Command => {
  const program = new Command('sse-conformance')
    .description('Does it follow the standard for server-sent events, and if not, where exactly?')
    .version(version)
    .addHelpText('after', exitCodes)
    .showHelpAfterError('(sse-conformance --help lists commands and options)')
    .exitOverride()
    .configureOutput({ writeOut: terminal.out, writeErr: terminal.err })
  addSelfRun(program, terminal, done)
  addServer(program, terminal, done)
  addParser(program, terminal, done)
  addEncoder(program, terminal, done)
  addClient(program, terminal, done)
  addLint(program, terminal, done)
  addServe(program, terminal, done)
  addSelection(program.command('list').description('the cases, a line each'))
    .option('--json', 'as JSON')
    .action(async (flags: Flags) => done((await import('./list.ts')).list(flags, terminal)))
  program
    .command('explain <case-or-clause>')
    .description('what a case checks or a clause says, and why')
    .action(async (name: string) => done((await import('./explain.ts')).explain(name, terminal)))
  program
    .command('corpus <dir>')
    .description('writes the vectors, with runners in Python, Go and Java, into a folder that other projects can vendor')
    .action(async (folder: string) => done((await import('./corpus.ts')).writeCorpus(folder, terminal)))
  addInit(program, terminal, done)
  return program
}

const addInit = (program: Command, terminal: Terminal, done: (exitCode: number) => void) => {
  const init = program.command('init').description('writes what a project needs to run this: init server, init ci')
  init
    .command('server')
    .description('a configuration that explains itself: asks in a terminal, guesses elsewhere')
    .argument('[dir]', 'of your project', '.')
    .option('--yes', 'ask nothing')
    .option('--force', 'overwrite what is there')
    .action(async (folder: string, flags: InitServerFlags) =>
      done(await (await import('./init/server.ts')).initServer(folder, flags, terminal)),
    )
  init
    .command('ci')
    .description('a workflow for GitHub that audits your server, and a configuration')
    .argument('[dir]', 'of your project', '.')
    .option('--gitlab', 'a job for GitLab instead')
    .option('--shell', 'a shell script for any CI instead')
    .option('--force', 'overwrite what is there')
    .action(async (folder: string, flags: InitFlags) => done((await import('./init.ts')).initCi(folder, flags, terminal)))
}

const addSelfRun = (program: Command, terminal: Terminal, done: (exitCode: number) => void) => {
  const command = program.command('self', { isDefault: true, hidden: true }).description('everything against the embedded reference')
  addClaim(addRunOptions(command))
    .argument('[command]')
    .action(async (unknown: string | undefined, flags: Flags) => {
      const known = program.commands.map((one) => one.name())
      if (unknown !== undefined)
        throw new UsageError(`there is no command "${unknown}"${didYouMean(unknown, known)} Commands: ${known.join(', ')}`)
      done(
        await (await import('./judge.ts')).judgeTargets(flags, terminal, {
          files: 'reference',
          isSelfRun: true,
          targets: (_, name) => [
            { role: 'parser', kind: 'reference', ...named(name ?? 'embedded reference') },
            { role: 'encoder', kind: 'reference', ...named(name ?? 'embedded reference') },
            { role: 'client', kind: 'reference', ...named(name ?? 'embedded reference') },
            { role: 'server', kind: 'reference', http: '1.1', ...named(name ?? 'embedded reference over HTTP/1.1') },
            { role: 'server', kind: 'reference', http: '2', ...named(name ?? 'embedded reference over HTTP/2') },
          ],
        }),
      )
    })
}

const addParser = (program: Command, terminal: Terminal, done: (exitCode: number) => void) => {
  addClaim(addRunOptions(program.command('parser').description('a parser: a command that reads a stream on stdin, or a module')))
    .option('--module <file>', 'an ES module with: export default function create(emit) { return { push(bytes) {}, end() {} } }')
    .argument('[command...]', 'after --: reads a stream on stdin until EOF, prints event lines on stdout')
    .addHelpText('after', '\nAn event line is {"type":"message","data":"x","lastEventId":"1"}, one a line, as JSON.')
    .action(judging('parser', terminal, done))
}

const addLint = (program: Command, terminal: Terminal, done: (exitCode: number) => void) => {
  addLintOptions(
    program.command('lint <file|url|->').description('each line of a stream with its meaning and what is wrong with it'),
  ).action(async (address: string, flags: LintFlags) => done(await (await import('./lint.ts')).lintStream(address, flags, terminal)))
}

const addEncoder = (program: Command, terminal: Terminal, done: (exitCode: number) => void) => {
  addRunOptions(program.command('encoder').description('an encoder: a command that reads events on stdin, or a module'))
    .option('--module <file>', 'an ES module with: export default function encode(event) { return text }')
    .argument('[command...]', 'after --: reads events on stdin until EOF, prints the stream on stdout')
    .addHelpText(
      'after',
      '\nAn event is {"data":"x","event":"t","id":"1","retry":10,"comment":"c"}, each key optional, one event a line, as JSON.' +
        '\nTo refuse an event that the format cannot carry, a module throws; a command prints a message on stderr and exits with 1.',
    )
    .action(judging('encoder', terminal, done))
}

type Role = 'parser' | 'encoder'

const judging =
  (role: Role, terminal: Terminal, done: (exitCode: number) => void) =>
  async (command: readonly string[], flags: Flags & { readonly module?: string }): Promise<void> => {
    const targets = (config: Config, name: string | undefined) => [targetOf(role, command, flags.module, config, name)]
    done(await (await import('./judge.ts')).judgeTargets(flags, terminal, { files: role, targets }))
  }

const targetOf = (
  role: Role,
  command: readonly string[],
  module: string | undefined,
  config: Config,
  name: string | undefined,
): ParserTarget | EncoderTarget => {
  if (module !== undefined && command.length > 0) throw new UsageError('give either a command after -- or --module, not both')
  const given = module !== undefined ? { module } : command.length > 0 ? { command } : config[role]
  if (given?.module !== undefined) return { role, kind: 'module', module: given.module, ...named(name) }
  if (given?.command !== undefined) return { role, kind: 'command', command: given.command, ...named(name) }
  throw new UsageError(`say which ${role}: sse-conformance ${role} -- <command…>, or sse-conformance ${role} --module <file>`)
}

const named = (name: string | undefined) => (name === undefined ? {} : { name })
