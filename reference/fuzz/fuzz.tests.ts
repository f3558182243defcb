import type { Steps } from '../decoder/steps.ts'
import { compare, type Delivery, type Difference, randomCuts } from './compare.tests.ts'
import { createRandom } from './random.tests.ts'
import { shrink } from './shrink.tests.ts'
import { randomStream } from './streams.tests.ts'

export type Fuzz = {
  readonly streams: number
  /** A whole number; the same gives the same streams in the same pieces. */
  readonly seed: number
  /** Called once in a while with how many streams were compared. */
  readonly onProgress?: (done: number) => void
}

/** The first stream on which a decoder made of these steps differs from the transcription, and how many came before it. */
export const findDifference = (
  steps: Steps,
  { streams, seed, onProgress }: Fuzz,
): { readonly stream: number; readonly difference: Difference } | undefined => {
  const random = createRandom(seed)
  for (let stream = 0; stream < streams; stream++) {
    const bytes = randomStream(random)
    const difference = compare(steps, { bytes, cuts: randomCuts(random, bytes) })
    if (difference) return { stream, difference }
    if ((stream + 1) % 1000 === 0) onProgress?.(stream + 1)
  }
  return undefined
}

/** The same difference, or another, on the smallest delivery that can be found. */
export const shrunk = (steps: Steps, difference: Difference): Difference => {
  const delivery = shrink(difference.delivery, (candidate) => compare(steps, candidate) !== undefined)
  return compare(steps, delivery) ?? difference
}

/** A difference in words. */
export const tell = ({ delivery, after, expected, actual }: Difference): string =>
  [
    `bytes     ${piecesOf(delivery).map(visibleBytes).join(' | ')}`,
    `base64    ${Buffer.from(delivery.bytes).toString('base64')}`,
    `compared  ${after === delivery.bytes.length ? 'at the end' : `after ${after} bytes`}`,
    `expected  ${JSON.stringify(expected)}`,
    `actual    ${JSON.stringify(actual)}`,
    '',
  ].join('\n')

const piecesOf = ({ bytes, cuts }: Delivery) => [...cuts, bytes.length].map((to, index) => bytes.subarray(cuts[index - 1] ?? 0, to))

/** Printable ASCII as it is, every other byte as an escape of the shell's printf. */
const visibleBytes = (bytes: Uint8Array) =>
  `'${Array.from(bytes, (byte) => (byte > 0x1f && byte < 0x7f && byte !== 0x5c ? String.fromCharCode(byte) : (short[byte] ?? octal(byte)))).join('')}'`
const short: Readonly<Record<number, string>> = { 9: '\\t', 10: '\\n', 13: '\\r', 92: '\\\\' }
const octal = (byte: number) => `\\${byte.toString(8).padStart(3, '0')}`
