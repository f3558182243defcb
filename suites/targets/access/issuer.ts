import type { IncomingMessage } from 'node:http'
import { keepTail } from '../leash.ts'
import { start } from '../process.ts'
import { requestTo } from '../request.ts'
import { SetupError } from '../setup-error.ts'
import type { ServerAddress } from '../target.ts'
import type { Fresh, Issuer, Source } from './access.ts'

/** Asks a URL or a command for credentials, and to make them void. */
export const openIssuer = ({ fresh, revoke, tls }: ServerAddress): Issuer => ({
  ...(fresh ? { fresh: async (signal) => freshOf(await ask('fresh', fresh, '', tls, signal)) } : {}),
  ...(revoke ? { revoke: async ({ raw }, signal) => void (await ask('revoke', revoke, raw, tls, signal)) } : {}),
})

type Name = 'fresh' | 'revoke'
type AskOne = (name: Name, source: Source, body: string, tls: ServerAddress['tls'], signal: AbortSignal) => Promise<string>

const ask: AskOne = (name, source, body, tls, signal) => {
  signal.throwIfAborted()
  return 'url' in source ? post(name, source, body, tls, signal) : runOnce(name, source.command, body, signal)
}

const post = (name: Name, source: Source & { readonly url: string }, body: string, tls: ServerAddress['tls'], signal: AbortSignal) =>
  new Promise<string>((resolve, reject) => {
    const asked = { method: 'POST', signal, headers: { 'content-type': 'application/json' } }
    const request = requestTo(new URL(source.url), { headers: source.headers, tls }, asked)
    request.once('response', (response) => textOf(name, response).then(resolve, reject))
    request.on('error', (error) => reject(signal.aborted ? signal.reason : failed(name, `cannot be asked: ${error.message}`)))
    request.end(body)
  })

const textOf = async (name: Name, response: IncomingMessage): Promise<string> => {
  let text = ''
  for await (const piece of response.setEncoding('utf8')) text += piece
  const { statusCode = 0 } = response
  if (statusCode < 200 || statusCode > 299) throw failed(name, `is answered with ${statusCode}`)
  return text
}

const runOnce = async (name: Name, command: string, body: string, signal: AbortSignal): Promise<string> => {
  const { child, leash } = await start([command], { shell: true, stdio: 'pipe' })
  const output = keepTail([child.stdout], 65_536)
  const stop = () => void leash.stop()
  signal.addEventListener('abort', stop, { once: true })
  try {
    child.stdin?.end(body)
    const { code } = await leash.closed
    signal.throwIfAborted()
    if (code !== 0) throw failed(name, `ends with exit code ${code}: ${leash.stderr()}`)
    return output()
  } finally {
    signal.removeEventListener('abort', stop)
    await leash.stop()
  }
}

const failed = (name: Name, how: string) => new SetupError(`server.${name} ${how}`, `try by hand what server.${name} says`)

const shape = 'it is to give JSON such as {"url":"/events?token=…","expiresIn":5000}, with "headers" where the credential is a field'

/** What was handed out, read; throws a SetupError where it opens nothing. */
export const freshOf = (raw: string): Fresh => {
  const { url, headers, expiresIn } = objectOf(raw)
  const isSaid = typeof url === 'string' || isTexts(headers)
  if (!isSaid || !(expiresIn === undefined || (typeof expiresIn === 'number' && expiresIn > 0)))
    throw new SetupError('what server.fresh hands out is no credential', shape)
  const credential = {
    ...(typeof url === 'string' ? { url } : {}),
    ...(isTexts(headers) ? { headers: Object.entries(headers) } : {}),
  }
  return { credential, ...(expiresIn === undefined ? {} : { expiresIn }), raw }
}

const objectOf = (raw: string): { readonly url?: unknown; readonly headers?: unknown; readonly expiresIn?: unknown } => {
  try {
    return JSON.parse(raw) ?? {}
  } catch {
    throw new SetupError('what server.fresh hands out is no JSON', shape)
  }
}

const isTexts = (value: unknown): value is Readonly<Record<string, string>> =>
  typeof value === 'object' && value !== null && Object.values(value).every((text) => typeof text === 'string')
