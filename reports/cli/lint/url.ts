import { STATUS_CODES } from 'node:http'
import { Agent, type Dispatcher, request } from 'undici'
import { isRedirect, mostRedirects, redirectFrom } from '../../../suites/redirect.ts'
import { version } from '../../../suites/version.ts'
import type { RequestFields } from '../headers.ts'
import { UsageError } from '../usage-error.ts'
import { remarksOnType } from './response.ts'
import type { Source } from './source.ts'

export type UrlOptions = {
  readonly headers: RequestFields['fields']
  /** How long connecting, and then waiting for the response, may take, in milliseconds. */
  readonly timeout: number
  readonly signal: AbortSignal
}

/** Asks for a stream; throws a UsageError when there is none. */
export const openUrl = async (url: URL, options: UrlOptions): Promise<Source> => {
  const { timeout } = options
  const dispatcher = new Agent({ connect: { timeout }, headersTimeout: timeout, bodyTimeout: 0 })
  try {
    const { statusCode: status, headers, body } = await ask(url, dispatcher, options)
    refuse(status, headers)
    const types = listOf(headers['content-type'])
    return {
      source: { kind: 'url', name: url.href },
      response: { status, contentType: types.length > 0 ? types.join(', ') : null, remarks: remarksOnType(types) },
      body,
      close: () => dispatcher.destroy(),
    }
  } catch (error) {
    await dispatcher.destroy()
    throw error instanceof UsageError || options.signal.aborted ? error : new UsageError(unreachable(url, error), 3)
  }
}

const ask = async (start: URL, dispatcher: Dispatcher, { headers, signal }: UrlOptions): Promise<Dispatcher.ResponseData> => {
  const fields = { accept: 'text/event-stream', 'accept-encoding': 'identity', 'user-agent': `sse-conformance/${version}`, ...headers }
  let url = start
  for (let redirects = 0; redirects <= mostRedirects; redirects += 1) {
    const response = await request(url, { dispatcher, headers: fields, signal })
    const [location] = listOf(response.headers.location)
    if (!isRedirect(response.statusCode) || location === undefined) return response
    await response.body.dump()
    url = redirected(url, location)
  }
  throw new UsageError(`${start.href} redirects more than ${mostRedirects} times; give the URL of the stream itself`, 3)
}

const redirected = (from: URL, location: string): URL => {
  const redirect = redirectFrom(from, location)
  if (redirect === 'no URL')
    throw new UsageError(`${from.href} redirects to ${JSON.stringify(location)}, which is no URL; give the URL of the stream itself`, 3)
  const { to, refused } = redirect
  if (!refused) return to
  throw new UsageError(`${from.href} redirects to ${refused}, which is not followed; if that is meant, lint ${to.href}`, 3)
}

const refuse = (status: number, headers: Dispatcher.ResponseData['headers']): void => {
  const answer = `the server answers ${status} ${STATUS_CODES[status] ?? ''}`.trimEnd()
  if (status !== 200) throw new UsageError(`${answer}, and only a 200 opens a stream; ${cures[status] ?? 'check the URL'}`, 3)
  const encoding = listOf(headers['content-encoding']).join(', ')
  if (encoding !== '' && encoding.toLowerCase() !== 'identity')
    throw new UsageError(
      `${answer} in the encoding ${JSON.stringify(encoding)}, though the request accepts identity only; turn compression off`,
      3,
    )
}

const cures: Readonly<Record<number, string>> = {
  204: 'it tells clients to stop',
  401: "give credentials with --header 'Authorization: …'",
  403: "give other credentials with --header 'Authorization: …'",
}

const listOf = (field: string | readonly string[] | undefined): readonly string[] => (typeof field === 'string' ? [field] : (field ?? []))

/** Why there was no response, in one sentence. */
const unreachable = (url: URL, error: unknown): string => {
  const { code, message } = error as NodeJS.ErrnoException
  const reason = causes[code ?? ''] ?? code ?? message
  return `cannot reach ${url.href}: ${reason}`
}

const causes: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there (ECONNREFUSED); start the server first',
  ENOTFOUND: 'there is no such host (ENOTFOUND); check the name',
  UND_ERR_CONNECT_TIMEOUT: 'no connection in time; check the address, or raise --timeout',
  UND_ERR_HEADERS_TIMEOUT: 'no response in time; flush the header section before the first event, or raise --timeout',
}
