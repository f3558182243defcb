/** The ways in which software writes a value that it passes on: as it is, in a URL, in JSON, in HTML, in hex, and in base64 among other bytes. */
export const spellingsOf = (value: string): readonly string[] => {
  const bytes = Buffer.from(value)
  const hex = bytes.toString('hex')
  const base64 = [0, 1, 2].flatMap((skip) => {
    const digits = innerDigits(bytes, skip)
    return [digits, digits.replaceAll('+', '-').replaceAll('/', '_')]
  })
  const written = [value, bytes.toString('latin1'), encodeURIComponent(value), JSON.stringify(value).slice(1, -1), inHtml(value)]
  return [...new Set([...written, hex, hex.toUpperCase(), ...base64])]
}

/** The digits of base64 that depend on these bytes alone, after `skip` other ones. */
const innerDigits = (bytes: Uint8Array, skip: number): string => {
  const all = Buffer.concat([Buffer.alloc(skip), bytes])
    .toString('base64')
    .replace(/=+$/, '')
  const isShared = (skip + bytes.length) % 3 !== 0
  return all.slice(Math.ceil((8 * skip) / 6), isShared ? -1 : undefined)
}

const inHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
