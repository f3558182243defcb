import type { Http2Session, OutgoingHttpHeaders, ServerHttp2Stream } from 'node:http2'
import { createLatch } from '../../latch.ts'
import type { Fields } from '../world.ts'
import { headText, lengthOf, streamHead } from './head.ts'
import type { Exchange, Recorder } from './visit.ts'

/** An exchange that is one stream of a connection: its end ends no other, but that of `breakOff('fin')` does. */
export const overHttp2 = (stream: ServerHttp2Stream, recorder: Recorder): Exchange => {
  stream.on('error', () => {}) // the client has gone; who waits for that sees it
  const isOpen = () => !stream.destroyed && !stream.closed && !stream.writableEnded
  const head = (status: number, fields: Fields) => {
    recorder.answered(headText(status, fields))
    if (isOpen()) stream.respond({ ':status': status, ...objectOf(fields) })
  }
  const exchange: Exchange = {
    over: overOf(stream),
    drop: () => reset(stream),
    start: (fields = []) => head(200, streamFields(fields)),
    send(piece) {
      const bytes = typeof piece === 'string' ? Buffer.from(piece, 'utf8') : piece
      if (!stream.headersSent) exchange.start()
      recorder.sent(bytes)
      if (bytes.length > 0 && isOpen()) stream.write(bytes)
    },
    end() {
      if (!stream.headersSent) exchange.start()
      const at = performance.now()
      stream.end()
      return at
    },
    breakOff(how) {
      const at = performance.now()
      if (how === 'reset') reset(stream)
      else goAway(stream.session)
      return at
    },
    answer(status, fields = [], body = '') {
      head(status, [...lengthOf(status, fields, body), ...fields])
      if (body !== '') recorder.sent(Buffer.from(body, 'utf8'))
      if (isOpen()) stream.end(body)
    },
    raw() {
      throw new Error('over HTTP/2 nothing is written as it is')
    },
  }
  return exchange
}

/** With an error, since without one an END_STREAM would come before the RST_STREAM. */
const reset = (stream: ServerHttp2Stream) => void stream.destroy(new Error('broken off'))

/** The GOAWAY is written before the connection is closed, which would not wait for it. */
const goAway = (session: Http2Session | undefined): void => {
  if (!session || session.destroyed) return
  session.goaway()
  setImmediate(() => session.destroy())
}

/** Those of HTTP/1.1 but for what is about its connection and its chunks (RFC 9113 8.2.2). */
const streamFields = (fields: Fields): Fields => streamHead(fields, false).filter(([name]) => !/^connection$/i.test(name))

/** The characters of a value are the bytes that are written. */
const objectOf = (fields: Fields): OutgoingHttpHeaders => {
  const values = new Map<string, string[]>()
  for (const [name, value] of fields) {
    const known = values.get(name.toLowerCase()) ?? []
    values.set(name.toLowerCase(), [...known, Buffer.from(value, 'utf8').toString('latin1')])
  }
  return Object.fromEntries([...values].map(([name, all]) => [name, all.length === 1 ? all[0] : all]))
}

const overOf = (stream: ServerHttp2Stream): Promise<number> => {
  const { promise, open } = createLatch<number>()
  for (const sign of ['aborted', 'close', 'error']) stream.once(sign, () => open(performance.now()))
  return promise
}
