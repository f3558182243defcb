import type { Socket } from 'node:net'
import { createLatch } from '../../latch.ts'
import type { Fields, Visit } from '../world.ts'
import { headText, isChunked, lengthOf, streamHead } from './head.ts'
import { overHttp2 } from './http2.ts'
import { type Coming, isHttp2 } from './site.ts'

/** Who keeps a record of a visit. */
export type Recorder = {
  asked(lines: () => string): void
  answered(head: string): void
  sent(bytes: Uint8Array): void
}

/** A visit as its address holds it: with what ends it, whatever it is doing. */
export type HeldVisit = Omit<Visit, 'gone'> & {
  /** Settles when the client has ended the connection, or it is over for another reason. */
  readonly over: Promise<number>
  drop(): void
}

/** A request and its connection, or its stream of one, which nothing but this writes to. */
export const visitOf = (request: Coming, recorder: Recorder): HeldVisit => {
  const { rawHeaders } = request
  const at = performance.now()
  const exchange = isHttp2(request) ? overHttp2(request.stream, recorder) : overHttp1(request, recorder)
  const body = bodyOf(request)
  recorder.asked(
    () =>
      `${request.method} ${request.url}\n${pairsOf(rawHeaders)
        .map(([name, value]) => `${name}: ${value}`)
        .join('\n')}`,
  )
  const headers = (wanted: string) =>
    pairsOf(rawHeaders).flatMap(([name, value]) => (name.toLowerCase() === wanted.toLowerCase() ? [value] : []))
  return {
    method: request.method ?? '',
    target: request.url ?? '',
    version: request.httpVersion,
    at,
    headers,
    header(name) {
      const values = headers(name)
      return values.length === 0 ? undefined : values.join(', ')
    },
    body: () => body,
    ...exchange,
  }
}

/** How an answer is written, and how that ends. */
export type Exchange = Pick<HeldVisit, 'over' | 'drop'> & Writing

const overHttp1 = ({ socket, httpVersion }: Coming, recorder: Recorder): Exchange => ({
  over: overOf(socket),
  drop: () => socket.destroy(),
  ...writerOf(socket, recorder, httpVersion !== '1.0'),
})

/** The bytes of a value are the characters that the parser gives; most of them are UTF-8. What HTTP/2 has in the place of a request line is no field. */
const pairsOf = (raw: readonly string[]): readonly (readonly [name: string, value: string])[] =>
  raw.flatMap((name, index) =>
    index % 2 === 0 && !name.startsWith(':') ? [[name, Buffer.from(raw[index + 1] ?? '', 'latin1').toString('utf8')] as const] : [],
  )

/** More of the body of a request than this is read, and not kept; in bytes. */
const longestBody = 1024 ** 2

const bodyOf = async (request: Coming): Promise<string> => {
  const chunks: Buffer[] = []
  let length = 0
  try {
    for await (const chunk of request) {
      length += chunk.length
      if (length <= longestBody) chunks.push(chunk)
    }
  } catch {
    // what came until the connection broke
  }
  return Buffer.concat(chunks).toString('utf8')
}

const overOf = (socket: Socket): Promise<number> => {
  const { promise, open } = createLatch<number>()
  for (const sign of ['end', 'close', 'error']) socket.once(sign, () => open(performance.now()))
  return promise
}

type Writing = Pick<Visit, 'start' | 'send' | 'end' | 'breakOff' | 'answer' | 'raw'>

const writerOf = (socket: Socket, recorder: Recorder, takesChunks: boolean): Writing => {
  let framing: 'none' | 'chunked' | 'plain' = 'none'
  const write = (bytes: string | Uint8Array) => void (socket.writable && socket.write(bytes))
  const head = (status: number, fields: Fields) => {
    const text = headText(status, fields)
    recorder.answered(text)
    write(Buffer.from(text, 'utf8'))
  }
  const writing: Writing = {
    start(fields = []) {
      const all = streamHead(fields, takesChunks)
      framing = isChunked(all) ? 'chunked' : 'plain'
      head(200, all)
    },
    send(piece) {
      const bytes = typeof piece === 'string' ? Buffer.from(piece, 'utf8') : piece
      if (framing === 'none') writing.start()
      recorder.sent(bytes)
      if (bytes.length === 0) return
      write(framing === 'chunked' ? Buffer.concat([Buffer.from(`${bytes.length.toString(16)}\r\n`), bytes, crlf]) : bytes)
    },
    end() {
      if (framing === 'none') writing.start()
      const at = performance.now()
      socket.end(framing === 'chunked' ? '0\r\n\r\n' : '')
      return at
    },
    breakOff(how) {
      const at = performance.now()
      if (how === 'reset') reset(socket)
      else {
        if (framing === 'chunked') write('a\r\n') // of ten bytes that never come
        socket.end()
      }
      return at
    },
    answer(status, fields = [], body = '') {
      head(status, [...lengthOf(status, fields, body), ['Connection', 'close'], ...fields])
      if (body !== '') {
        recorder.sent(Buffer.from(body, 'utf8'))
        write(body)
      }
      socket.end()
    },
    raw(bytes) {
      recorder.answered(Buffer.from(bytes).toString('latin1'))
      framing = 'plain'
      write(bytes)
    },
  }
  return writing
}

/** Below TLS no reset can be asked for; without a goodbye of TLS, an end is no better. */
const reset = (socket: Socket) => ('encrypted' in socket ? socket.destroy() : socket.resetAndDestroy())

const crlf = Buffer.from('\r\n')
