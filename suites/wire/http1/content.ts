import type { Ended, Intake } from '../intake.ts'
import type { WireEnd, WireListener } from '../wire.ts'
import type { Framing } from './framing.ts'

type Take = WireListener['onContent']

/** Hands on the content of a response as it comes, without its framing, and tells how it ended. */
export const readContent = async (intake: Intake, framing: Exclude<Framing, { kind: 'none' }>, take: Take): Promise<WireEnd> => {
  switch (framing.kind) {
    case 'chunked':
      return readChunks(intake, take)
    case 'length':
      return (await readLength(intake, framing.length, take)) ?? complete()
    case 'until-close':
      return closed(await readLength(intake, Number.POSITIVE_INFINITY, take))
    case 'malformed':
      return { how: 'malformed', part: 'head', reason: framing.reason, at: performance.now() }
  }
}

const complete = (): WireEnd => ({ how: 'complete', at: performance.now() })

/** For a response that ends with its connection, a close is the end. */
const closed = (end: WireEnd | undefined): WireEnd => {
  if (end?.how === 'incomplete' && end.by === 'close') return { how: 'closed', at: end.at }
  return end ?? complete()
}

/** What it means that a connection ended while `missing` was still to come. */
export const endOf = (ended: Ended, missing: string): WireEnd => {
  const { at, kind } = ended
  if (kind === 'left') return { how: 'left', at }
  return { how: 'incomplete', by: kind, reason: `${kind === 'reset' ? ended.reason : 'the connection was closed'} ${missing}`, at }
}

const readLength = async (intake: Intake, length: number, take: Take): Promise<WireEnd | undefined> => {
  for (let left = length; left > 0; ) {
    const next = await intake.some(left)
    if ('kind' in next)
      return endOf(
        next,
        length === Number.POSITIVE_INFINITY ? 'while content was coming' : `${left} bytes before Content-Length was reached`,
      )
    left -= next.bytes.length
    await take(next.bytes, next.at)
  }
  return undefined
}

/** The longest line that tells the size of a chunk, its extensions included, and the most of a trailer; in bytes. */
const longestLine = 16_384

const readChunks = async (intake: Intake, take: Take): Promise<WireEnd> => {
  for (;;) {
    const line = await intake.line(longestLine)
    if (line === 'too-long') return malformed('the line with the size of a chunk is longer than 16 KB')
    if ('kind' in line) return endOf(line, 'before the last chunk')
    const size = sizeOf(line.line.toString('latin1'))
    if (typeof size === 'string') return malformed(size)
    if (size === 0) return readTrailer(intake)
    const end = (await readChunk(intake, size, take)) ?? (await readChunkEnd(intake, size))
    if (end) return end
  }
}

/** The size that such a line tells, or what is wrong with it (RFC 9112, 7.1). */
const sizeOf = (line: string): number | string => {
  const [, digits = ''] = /^0*([0-9a-f]{1,13})(?:[ \t]*;[^\r\n]*)?\r\n$/i.exec(line) ?? []
  return digits === ''
    ? `${JSON.stringify(line)} is no size of a chunk in hexadecimal digits, followed by CRLF`
    : Number.parseInt(digits, 16)
}

const readChunk = async (intake: Intake, size: number, take: Take): Promise<WireEnd | undefined> => {
  for (let left = size; left > 0; ) {
    const next = await intake.some(left)
    if ('kind' in next) return endOf(next, `inside a chunk, ${left} of its ${size} bytes missing`)
    left -= next.bytes.length
    await take(next.bytes, next.at)
  }
  return undefined
}

/** A chunk ends with CRLF; anything else means that its size was wrong. */
const readChunkEnd = async (intake: Intake, size: number): Promise<WireEnd | undefined> => {
  for (const [expected, which] of [
    [0x0d, 'CR'],
    [0x0a, 'LF'],
  ] as const) {
    const next = await intake.some(1)
    if ('kind' in next) return endOf(next, 'before the end of a chunk')
    const [byte = 0] = next.bytes
    if (byte !== expected)
      return malformed(
        `after the ${size} bytes of a chunk stands the byte 0x${byte.toString(16).padStart(2, '0')} where ${which} ends it: its size is wrong, or its CRLF is missing`,
      )
  }
  return undefined
}

const readTrailer = async (intake: Intake): Promise<WireEnd> => {
  for (let room = longestLine; ; ) {
    const line = await intake.line(room)
    if (line === 'too-long') return malformed('the trailer after the last chunk is larger than 16 KB')
    if ('kind' in line) return endOf(line, 'within the trailer after the last chunk')
    if (line.line.length <= 2) return complete()
    room -= line.line.length
  }
}

const malformed = (reason: string): WireEnd => ({ how: 'malformed', part: 'content', reason, at: performance.now() })
