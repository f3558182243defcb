import type { Fields } from '../world.ts'

const streamFields: Fields = [
  ['Content-Type', 'text/event-stream'],
  ['Cache-Control', 'no-store'],
  ['Connection', 'close'],
]

/** The fields of an event stream, with these in addition or, by name, instead. */
export const streamHead = (fields: Fields, chunked: boolean): Fields => {
  const isFramed = fields.some(([name]) => /^(?:content-length|transfer-encoding)$/i.test(name))
  const framing: Fields = chunked && !isFramed ? [['Transfer-Encoding', 'chunked']] : []
  const replaced = new Set(fields.map(([name]) => name.toLowerCase()))
  return [...[...streamFields, ...framing].filter(([name]) => !replaced.has(name.toLowerCase())), ...fields]
}

export const isChunked = (fields: Fields): boolean =>
  fields.some(([name, value]) => /^transfer-encoding$/i.test(name) && /chunked\s*$/i.test(value))

/** Content-Length, where the answer has content and nothing else is said of it. */
export const lengthOf = (status: number, fields: Fields, body: string): Fields => {
  const isBodiless = status < 200 || status === 204 || status === 304
  if (isBodiless || fields.some(([name]) => /^content-length$/i.test(name))) return []
  return [['Content-Length', `${Buffer.byteLength(body)}`]]
}

/** A header section; the bytes of each value are its characters, UTF-8 beyond Latin-1. */
export const headText = (status: number, fields: Fields): string =>
  `HTTP/1.1 ${status} ${reasons[status] ?? ''}\r\n${fields.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`

const reasons: Readonly<Record<number, string>> = {
  200: 'OK',
  204: 'No Content',
  301: 'Moved Permanently',
  302: 'Found',
  303: 'See Other',
  304: 'Not Modified',
  307: 'Temporary Redirect',
  308: 'Permanent Redirect',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
}
