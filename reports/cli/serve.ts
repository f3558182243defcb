import { type Command, InvalidArgumentError } from 'commander'
import { collect, parseDuration } from './options.ts'
import type { Terminal } from './terminal.ts'

/** What commander makes of the command line; times in milliseconds. */
export type ServeFlags = {
  readonly port: number
  readonly host: string
  readonly origin?: readonly string[]
  readonly topic?: readonly string[]
  readonly token?: string
  readonly retry?: number
  readonly keepAlive?: number
}

export const addServe = (program: Command, terminal: Terminal, done: (exitCode: number) => void): void => {
  program
    .command('serve')
    .description('the reference server, for playing by hand: a stream, a publish hook and a page')
    .option('--port <port>', '0 takes any that is free', parsePort, 8080)
    .option('--host <host>', 'where it listens', '127.0.0.1')
    .option('--origin <origin>', 'pages of this origin may read the stream; repeatable', collect)
    .option('--topic <topic>', 'a topic that there is; repeatable. Without it, any may be asked for', collect)
    .option('--token <token>', 'what readers and writers show as a bearer token')
    .option('--retry <time>', 'the reconnection time that every stream begins with', parseDuration)
    .option('--keep-alive <time>', 'between two comments (default: 15s)', parseDuration)
    .action(async (flags: ServeFlags) => done(await (await import('./serve/run.ts')).serve(flags, terminal)))
}

const parsePort = (text: string): number => {
  const port = Number(text)
  if (/^\d+$/.test(text) && port <= 65_535) return port
  throw new InvalidArgumentError('Write a port from 0 to 65535.')
}
