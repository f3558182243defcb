import { partsOf } from '../../secrets/secrets.ts'

/** One part of a URL that may be a token, and the URLs in which it was changed. */
export type Part = {
  /** Another text of the same length in its place. */
  readonly replaced: string
  /** For each place in it, several changes of one character there: a change may fall into bits that no decoder reads, but not all of them. */
  readonly places: readonly (readonly string[])[]
}

/** The parts of a URL that are not in the plain one. */
export const partsToTamper = (url: string, plain: string): readonly Part[] => {
  const known = partsOf(plain)
  const parts = partsOf(url).filter((part) => part.length >= 8 && !known.includes(part))
  return [...new Set(parts)].map((part) => ({
    replaced: put(url, part, Array.from(part, (char) => flipped(char, part)[0] ?? char).join('')),
    places: placesIn(part).map((at) =>
      flipped(part[at] ?? '', part).map((char) => put(url, part, `${part.slice(0, at)}${char}${part.slice(at + 1)}`)),
    ),
  }))
}

const put = (url: string, part: string, other: string): string => {
  const at = url.lastIndexOf(part)
  return `${url.slice(0, at)}${other}${url.slice(at + part.length)}`
}

/** The first, the last, and the middle of each part between dots: where that is a letter or a digit and no escape. */
const placesIn = (part: string): readonly number[] => {
  const free = Array.from(part, (char, at) =>
    /[a-z0-9]/i.test(char) && !/%.?$/.test(part.slice(Math.max(0, at - 2), at)) ? at : -1,
  ).filter((at) => at >= 0)
  const segments = part.split('.').map(({ length }, index, all) => {
    const start = all.slice(0, index).reduce((sum, one) => sum + one.length + 1, 0)
    return start + Math.floor(length / 2)
  })
  const middles = segments.map((middle) => free.find((at) => at >= middle)).filter((at) => at !== undefined)
  return [...new Set([free[0], ...middles, free.at(-1)].filter((at) => at !== undefined))]
}

const base64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

/** Characters of the same alphabet in the place of one, of which the first differs in the highest bit. */
const flipped = (char: string, part: string): readonly string[] => {
  const alphabet = /^\d+$/.test(part)
    ? '0123456789'
    : /^[\da-f-]+$/.test(part)
      ? '0123456789abcdef'
      : /^[\dA-F-]+$/.test(part)
        ? '0123456789ABCDEF'
        : base64
  const value = alphabet.indexOf(char)
  if (value === -1) return []
  const half = Math.ceil(alphabet.length / 2)
  return [half, Math.ceil(half / 2), half + Math.ceil(half / 2)].map((step) => alphabet[(value + step) % alphabet.length] ?? char)
}
