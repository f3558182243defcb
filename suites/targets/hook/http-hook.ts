import { STATUS_CODES } from 'node:http'
import { jsonLine } from '../json-line.ts'
import { requestTo, textOf } from '../request.ts'
import { quoteWords } from '../shell.ts'
import type { ServerAddress } from '../target.ts'
import { type Hook, ignoredIn, type Receipt, startOf } from './hook.ts'

export type HttpHook = { readonly url: string } & Pick<ServerAddress, 'headers' | 'tls'>

/** POSTs each event as JSON. */
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
    const request = requestTo(url, { headers, tls }, { method: 'POST', signal, headers: { 'content-type': 'application/json' } })
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

/** Says nothing of the event: too many at a time, too slow, too large. */
const unable: ReadonlySet<number> = new Set([408, 413, 429])

const receiptOf = (status: number, text: string): Receipt => {
  if (status >= 200 && status <= 299) return { outcome: 'accepted', ignored: ignoredIn(text), said: `${status} ${startOf(text)}` }
  const words = [`${status} ${STATUS_CODES[status] ?? ''}`.trim(), startOf(text)].filter((part) => part !== '')
  const reason = `the publish hook answers ${words.join(': ')}`
  if (unable.has(status)) return { outcome: 'unable', reason }
  return { outcome: status >= 400 && status <= 499 ? 'refused' : 'broken', reason }
}
