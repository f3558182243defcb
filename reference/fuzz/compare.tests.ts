import { buildDecoder } from '../decoder/decoder.ts'
import type { Steps } from '../decoder/steps.ts'
import { oneIn, type Random, several } from './random.tests.ts'
import { type Heard, transcribe } from './transcription.tests.ts'

/** A stream and the offsets at which it is cut, rising; an offset that comes twice makes an empty piece. */
export type Delivery = { readonly bytes: Uint8Array; readonly cuts: readonly number[] }

/** Where a decoder hears something else than the transcription, once so many bytes of the delivery have come. */
export type Difference = { readonly delivery: Delivery; readonly after: number; readonly expected: Heard; readonly actual: Heard }

/**
 * Delivers a stream to a decoder made of these steps, and compares all that it tells with what the transcription says;
 * also in the middle, since whatever the bytes so far mean is to be told at once.
 */
export const compare = (steps: Steps, delivery: Delivery): Difference | undefined => {
  const { bytes, cuts } = delivery
  const middle = cuts[cuts.length >> 1] ?? bytes.length
  const heard: [string, ...string[]][] = []
  const { push, end } = listen(steps, heard)
  let from = 0
  for (const to of [...cuts, bytes.length]) {
    push(bytes, from, to)
    from = to
    if (to === middle && to < bytes.length) {
      const difference = differing(delivery, to, heard)
      if (difference) return difference
    }
  }
  end()
  return differing(delivery, bytes.length, heard)
}

const differing = (delivery: Delivery, after: number, actual: Heard): Difference | undefined => {
  const expected = transcribe(delivery.bytes.subarray(0, after))
  return JSON.stringify(expected) === JSON.stringify(actual) ? undefined : { delivery, after, expected, actual: [...actual] }
}

/** A decoder that writes down what it tells, and what it throws. */
const listen = (steps: Steps, heard: [string, ...string[]][]) => {
  const decoder = buildDecoder(steps, {
    onEvent: ({ type, data, lastEventId }) => heard.push(['event', type, data, lastEventId]),
    onId: (id) => heard.push(['id', id]),
    onRetry: (milliseconds) => heard.push(['retry', String(milliseconds)]),
    onComment: (text) => heard.push(['comment', text]),
  })
  let isBroken = false
  const attempt = (act: () => void) => {
    try {
      if (!isBroken) act()
    } catch (error) {
      isBroken = true
      heard.push(['throws', String(error)])
    }
  }
  return {
    /** Gives a copy, and spoils it after: a decoder keeps no hold of what it was lent. */
    push: (bytes: Uint8Array, from: number, to: number) =>
      attempt(() => {
        const piece = bytes.slice(from, to)
        decoder.push(piece)
        piece.fill(0x0a)
      }),
    end: () => attempt(() => decoder.end()),
  }
}

const everyOffset = (bytes: Uint8Array) => Array.from(bytes.subarray(1), (_, index) => index + 1)
/** CR, LF, colon, space and the bytes of longer characters: where decoders keep state. */
const isTelling = (byte: number) => byte === 0x0a || byte === 0x0d || byte === 0x3a || byte === 0x20 || byte >= 0x80

const manners: readonly ((random: Random, bytes: Uint8Array) => readonly number[])[] = [
  () => [],
  (_, bytes) => everyOffset(bytes),
  (random, bytes) => everyOffset(bytes).filter(() => oneIn(random, 4)),
  (random, bytes) => several(random, 1, 3, () => random(bytes.length + 1)).sort((one, other) => one - other),
  (random, bytes) => everyOffset(bytes).filter((offset) => isTelling(bytes[offset - 1] ?? 0) && oneIn(random, 2)),
]

/** Where to cut: nowhere, everywhere, or between; one time in six with empty pieces too. */
export const randomCuts = (random: Random, bytes: Uint8Array): readonly number[] => {
  const cuts = (manners[random(manners.length)] as (typeof manners)[number])(random, bytes)
  return oneIn(random, 6) ? [0, ...cuts.flatMap((cut) => (oneIn(random, 3) ? [cut, cut] : [cut])), bytes.length] : cuts
}
