import { createServer as createHttp2 } from 'node:http2'
import { createServer, type Socket } from 'node:net'
import { type Duplex, duplexPair } from 'node:stream'
import { nodeListener } from '../../server/node.ts'
import type { Answered } from '../../server/server.ts'
import type { Field } from '../../server/steps.ts'
import type { Transport } from './mutant.ts'

/** The header section of an answer: names and values in their order, as they stand on the wire. */
export type HeaderSection = (answer: Answered) => readonly Field[]

/** The right one (RFC 9113, 8.3.2). */
export const sectionOf: HeaderSection = ({ status, fields }) => [
  [':status', `${status}`],
  ...fields.map(([name, value]): Field => [name.toLowerCase(), value]),
]

/**
 * HTTP/2 in clear text whose header sections are written here, since node sends none that is wrong. Node speaks to the client through
 * a pair of streams, and each of its HEADERS frames is given another section on its way out.
 */
export const http2 =
  (section: HeaderSection): Transport =>
  (server) =>
    createServer((socket) => {
      const answers = new Map<number, Answered>()
      const listener = createHttp2((request, response) => {
        nodeListener({
          async answer(asked) {
            const answer = await server.answer(asked)
            answers.set(request.stream.id ?? 0, answer)
            return answer
          },
        })(request, response)
      })
      const [near, far] = duplexPair()
      listener.emit('connection', far)
      relay(socket, near, (stream) => literals(section(answers.get(stream) as Answered)))
    })

const relay = (socket: Socket, near: Duplex, blockOf: (stream: number) => Buffer): void => {
  const rewrite = rewriting(blockOf)
  socket.on('data', (bytes) => near.write(bytes))
  near.on('data', (bytes: Buffer) => socket.write(rewrite(bytes)))
  near.on('end', () => socket.end())
  near.on('error', () => socket.destroy())
  socket.on('error', () => {})
  socket.on('close', () => near.end())
}

const headersFrame = 1

/** Whole frames, as far as they have come; a HEADERS frame with another block. */
const rewriting = (blockOf: (stream: number) => Buffer) => {
  let rest = Buffer.alloc(0)
  return (bytes: Buffer): Buffer => {
    rest = Buffer.concat([rest, bytes])
    const out: Buffer[] = []
    while (rest.length >= 9 && rest.length >= 9 + rest.readUIntBE(0, 3)) {
      const frame = rest.subarray(0, 9 + rest.readUIntBE(0, 3))
      rest = rest.subarray(frame.length)
      out.push(frame[3] === headersFrame ? withBlock(frame, blockOf(frame.readUInt32BE(5))) : frame)
    }
    return Buffer.concat(out)
  }
}

const withBlock = (frame: Buffer, block: Buffer): Buffer => {
  const head = Buffer.from(frame.subarray(0, 9))
  head.writeUIntBE(block.length, 0, 3)
  return Buffer.concat([head, block])
}

/** Literals without indexing (RFC 7541, 6.2.2), which no table is needed for. */
const literals = (fields: readonly Field[]): Buffer =>
  Buffer.concat(fields.flatMap(([name, value]) => [Buffer.from([0]), literal(name), literal(value)]))

const literal = (text: string): Buffer => {
  const bytes = Buffer.from(text, 'latin1')
  return Buffer.concat([Buffer.from(bytes.length < 127 ? [bytes.length] : [127, bytes.length - 127]), bytes])
}
