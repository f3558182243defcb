import { type IncomingMessage, request as requestInClear, STATUS_CODES } from 'node:http'
import { request as requestOverTls } from 'node:https'
import { jsonLine } from '../json-line.ts'
import { quoteWords } from '../shell.ts'
import type { ServerAddress } from '../target.ts'
import { type Hook, ignoredIn, type Receipt, startOf } from './hook.ts'

export type HttpHook = { readonly url: string } & Pick<ServerAddress, 'headers' | 'tls'>

/** POSTs each event as JSON, each time over a connection of its own, since one that is kept may be closed by the server at any moment. */
export const openHttpHook = ({ url, headers = [], tls }: HttpHook): Hook => ({
  publish: (event, signal) => post(new URL(url), jsonLine(event), headers, tls, signal),
  reproduce: (event) =>
    quoteWords([
      'curl',
      '-s',
      ...(tls?.insecure ? ['-k'] : []),
      ...['Content-Type: application/json', ...headers.map(([name, value]) => `${name}: ${value}`)].flatMap((line) => ['-H', line]),
      '--data-binary',
      jsonLine(event),
      url,
    ]),
})

const post = (url: URL, body: string, headers: HttpHook['headers'], tls: HttpHook['tls'], signal: AbortSignal): Promise<Receipt> =>
  new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason)
    const { insecure, ...pem } = tls ?? {}
    const options = { method: 'POST', agent: false, signal } as const
    const request =
      url.protocol === 'https:' ? requestOverTls(url, { ...options, ...pem, rejectUnauthorized: !insecure }) : requestInClear(url, options)
    request.setHeader('content-type', 'application/json')
    for (const [name, value] of headers ?? []) request.setHeader(name, value)
    request.once('response', async (response) => resolve(receiptOf(response.statusCode ?? 0, await textOf(response))))
    request.on('error', (error: NodeJS.ErrnoException) =>
      signal.aborted
        ? reject(signal.reason)
        : resolve({ outcome: absent.test(error.code ?? '') ? 'unreachable' : 'broken', reason: told(error) }),
    )
    request.end(body)
  })

const absent = /^(?:ECONNREFUSED|ENOTFOUND|EAI_|EHOST|ENET|ETIMEDOUT)/

const told = ({ code, message }: NodeJS.ErrnoException): string =>
  code === 'ECONNRESET' ? 'the publish hook closes the connection without an answer' : `the publish hook cannot be asked: ${message}`

/** As much of an answer as anybody needs, in characters. */
const most = 65_536

const textOf = async (response: IncomingMessage): Promise<string> => {
  let text = ''
  try {
    for await (const piece of response.setEncoding('utf8')) {
      text += piece
      if (text.length > most) break
    }
  } catch {
    // what has come by then counts
  }
  return text.slice(0, most)
}

/** Says nothing of the event: too many at a time, too slow, too large. */
const unable: ReadonlySet<number> = new Set([408, 413, 429])

const receiptOf = (status: number, text: string): Receipt => {
  if (status >= 200 && status <= 299) return { outcome: 'accepted', ignored: ignoredIn(text), said: `${status} ${startOf(text)}` }
  const words = [`${status} ${STATUS_CODES[status] ?? ''}`.trim(), startOf(text)].filter((part) => part !== '')
  const reason = `the publish hook answers ${words.join(': ')}`
  if (unable.has(status)) return { outcome: 'unable', reason }
  return { outcome: status >= 400 && status <= 499 ? 'refused' : 'broken', reason }
}
