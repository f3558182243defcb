import { type Command, InvalidArgumentError, Option } from 'commander'
import type { ServerTarget } from '../../suites/targets/target.ts'
import type { ServerWords } from './config.ts'
import { addRunOptions, collect, type Flags, parseDuration } from './options.ts'
import type { Terminal } from './terminal.ts'

/** What commander makes of the command line. */
export type ServerFlags = Flags &
  ServerWords & {
    readonly header?: readonly string[]
    readonly for?: number
    readonly idle?: number
    readonly allowHeavy?: readonly string[]
    readonly origin?: readonly string[]
  }

export const addServer = (program: Command, terminal: Terminal, done: (exitCode: number) => void): void => {
  addTlsOptions(
    addRunOptions(program.command('server').description('a running server: needs nothing but the URL of a stream'))
      .option('--for <time>', 'how long the stream is watched: 10s, 500ms, 2m (default: 10s)', parseDuration)
      .option('--idle <time>', 'the longest that an idle stream may be silent (default: 30s)', parseDuration)
      .option('--header <field>', `a field of every request, as 'Name: value'; repeatable, \${NAME} is read from the environment`, collect)
      .option('--allow-heavy <host>', 'a host, or host:port, to run heavy cases against (this machine always is one); repeatable', collect)
      .option(
        '--origin <origin>',
        'its pages may read the stream, and those of origins that only look like it may not; repeatable',
        collect,
      )
      .option('--method <method>', 'the method that opens the stream (default: GET)')
      .option('--body <text>', 'the content of that request; @file reads it from a file')
      .addOption(new Option('--http <version>', 'default: 1.1 in clear text, and what TLS negotiates').choices(['1.1', '2']))
      .option('--status <code>', 'the status that the first request is to get (default: 200)', parseStatus)
      .option('--publish <url>', 'is POSTed an event as JSON, and sends it to all who listen; shows what a stream alone cannot')
      .option('--publish-command <command>', 'the same as a shell command, which reads the event from stdin')
      .option('--data <form>', 'how data comes back: text, json, or a JSON pointer such as /payload (default: found out)')
      .option(
        '--stats <url>',
        'answers GET with JSON that tells how many streams are open, and the memory in bytes: {"subscribers":3,"rss":52428800}',
      )
      .option('--subscribers <n>', 'how many streams are opened at once where many are asked for (default: 100)', parseCount)
      .option('--start <command>', 'a shell command that starts the server; it is ended after the run, with its children')
      .option('--wait-for <url>', 'what answers once it is up (default: the URL of the stream)'),
  )
    .argument('[url]', 'of the stream: http:// or https://')
    .addHelpText('after', help)
    .action(async (url: string | undefined, flags: ServerFlags) => {
      const { judgeTargets } = await import('./judge.ts')
      const { serverOf } = await import('./server/target.ts')
      const { requestCount } = await import('./server/requests.ts')
      done(
        await judgeTargets(flags, terminal, {
          files: 'server',
          requests: requestCount,
          targets: (config, name): readonly ServerTarget[] => [serverOf(url, flags, config, name)],
        }),
      )
    })
}

const addTlsOptions = (command: Command): Command =>
  command
    .option('--ca <file>', 'PEM: authorities to trust')
    .option('--cert <file>', 'PEM: the certificate of the client')
    .option('--key <file>', 'PEM: its key')
    .option('--insecure', 'take any certificate')

const help = `
It makes about a dozen requests: the stream itself, once more beside it, once compressed, once resumed, once conditional;
HEAD, OPTIONS, a preflight, PROPFIND, TRACE, an Accept that excludes the stream, another origin, HTTP/1.0; on this machine
another Host. Never PUT, PATCH or DELETE. A configuration adds what no request can find out, under server: origins,
credentials, fresh, revoke, singleUse, grace, secrets, local; then some dozens of requests more, four at a time.
With --publish it also sends events, one after another: about 250 where heavy cases are held back, six times as many
elsewhere; --dry-run says how many. Heavy cases (floods, many connections, large bodies, forged fields) are run only on
this machine and against hosts named with --allow-heavy. sse-conformance init server writes a configuration with all this.`

const parseCount = (text: string): number => {
  const count = Number(text)
  if (!Number.isInteger(count) || count < 2 || count > 10_000) throw new InvalidArgumentError('Write a number from 2 to 10000.')
  return count
}

const parseStatus = (text: string): number => {
  const status = Number(text)
  if (!Number.isInteger(status) || status < 200 || status > 599) throw new InvalidArgumentError('Write a status from 200 to 599.')
  return status
}
