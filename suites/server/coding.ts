import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'

/** Takes the content codings of a response off, piece by piece, holding no more than a piece. */
export type Decoding = {
  /** Settles when the bytes are through, or the signal has aborted; rejects with a CodingError when they are not what the coding says. */
  push(bytes: Uint8Array): Promise<void>
  /** The content is over; rejects with a CodingError when the coding is not. */
  end(): Promise<void>
  close(): void
}

/** What came is not what Content-Encoding says. */
export class CodingError extends Error {
  override readonly name = 'CodingError'
}

const decoders = { gzip: createGunzip, 'x-gzip': createGunzip, deflate: createInflate, br: createBrotliDecompress } as const

/** Nothing when one of the codings is not known. */
export const decodingOf = (codings: readonly string[], take: (bytes: Uint8Array) => void, signal: AbortSignal): Decoding | undefined => {
  const applied = codings.map((coding) => coding.toLowerCase()).filter((coding) => coding !== 'identity')
  const [coding, ...others] = applied
  if (coding === undefined) return { push: async (bytes) => take(bytes), end: async () => {}, close() {} }
  if (others.length > 0 || !(coding in decoders)) return undefined
  return inflating(decoders[coding as keyof typeof decoders](), coding, take, signal)
}

const inflating = (
  inflate: ReturnType<typeof createGunzip>,
  coding: string,
  take: (bytes: Uint8Array) => void,
  signal: AbortSignal,
): Decoding => {
  let failure: CodingError | undefined
  inflate.on('data', (bytes: Buffer) => {
    if (!signal.aborted) take(bytes)
  })
  inflate.on('error', (error) => {
    failure = new CodingError(`what is sent as ${coding} cannot be unpacked: ${error.message}`)
  })
  const onAbort = () => inflate.destroy()
  signal.addEventListener('abort', onAbort, { once: true })
  return {
    async push(bytes) {
      if (inflate.destroyed && !failure) return
      if (!failure) await written(inflate, bytes)
      if (failure) throw failure
    },
    async end() {
      if (!inflate.destroyed) await ended(inflate)
      if (failure) throw failure
    },
    close() {
      signal.removeEventListener('abort', onAbort)
      inflate.destroy()
    },
  }
}

/** Settles when the bytes are through, also when they never will be, since the decoder failed or was closed. */
const written = (inflate: ReturnType<typeof createGunzip>, bytes: Uint8Array): Promise<void> =>
  new Promise((resolve) => {
    const settle = () => {
      inflate.off('close', settle)
      setImmediate(resolve)
    }
    inflate.once('close', settle)
    inflate.write(bytes, settle)
  })

const ended = (inflate: ReturnType<typeof createGunzip>): Promise<void> =>
  new Promise((resolve) => {
    for (const event of ['end', 'error', 'close']) inflate.once(event, () => setImmediate(resolve))
    inflate.end()
  })
