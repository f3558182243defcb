import { type ClientRequest, type IncomingMessage, type RequestOptions, request as requestInClear } from 'node:http'
import { request as requestOverTls } from 'node:https'
import type { Tls } from './target.ts'

/** Whom a request goes to, and what goes along. */
export type Given = { readonly headers?: readonly (readonly [name: string, value: string])[] | undefined; readonly tls?: Tls | undefined }

type Asked = Pick<RequestOptions, 'method' | 'headers'> & { readonly signal: AbortSignal }

/** A request in clear text or over TLS, over a connection of its own, since one that is kept may be closed by the server at any moment. */
export const requestTo = (url: URL, { headers = [], tls }: Given, asked: Asked): ClientRequest => {
  const { insecure, ...pem }: Tls = tls ?? {}
  const options = { ...asked, agent: false }
  const request =
    url.protocol === 'https:' ? requestOverTls(url, { ...options, ...pem, rejectUnauthorized: !insecure }) : requestInClear(url, options)
  for (const [name, value] of headers) request.setHeader(name, value)
  return request
}

/** As much of an answer as anybody needs, in characters. */
const most = 65_536

/** The start of an answer as text; where it breaks off, what has come by then. */
export const textOf = async (response: IncomingMessage): Promise<string> => {
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
