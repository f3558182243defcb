/** What a reader tells its listeners, in order: `event` with type, data and last event ID, `id`, `retry`, `comment`. */
export type Heard = readonly (readonly [what: string, ...values: readonly string[]])[]

/**
 * HTML 9.2.6 once more, as naively as can be and on its own: the whole stream at once, no state but the buffers of the standard,
 * and nothing taken from the decoder or from the platform's UTF-8.
 */
export const transcribe = (bytes: Uint8Array): Heard => {
  const heard: [string, ...string[]][] = []
  let [data, type, idBuffer, lastEventId] = ['', '', '', '']
  for (const line of linesOf(textOf(bytes))) {
    const [, name, value = ''] = /^([^:]*)(?:: ?(.*))?$/su.exec(line) ?? []
    if (line === '') {
      if (lastEventId !== idBuffer) heard.push(['id', idBuffer])
      lastEventId = idBuffer
      if (data !== '') heard.push(['event', type || 'message', data.slice(0, -1), lastEventId])
      data = ''
      type = ''
    } else if (name === '') heard.push(['comment', line.slice(1)])
    else if (name === 'data') data += `${value}\n`
    else if (name === 'event') type = value
    else if (name === 'id' && !value.includes('\0')) idBuffer = value
    else if (name === 'retry' && /^[0-9]+$/.test(value)) heard.push(['retry', String(Number.parseInt(value, 10))])
  }
  return heard
}

/** Whatever follows the last line end is no line. */
const linesOf = (text: string) => text.replaceAll('\r\n', '\n').replaceAll('\r', '\n').split('\n').slice(0, -1)

/** UTF-8 decode (Encoding 6). A character stands for each byte, so that Unicode's table of well-formed sequences can be read as it is. */
const textOf = (bytes: Uint8Array): string => {
  const text = Array.from({ length: Math.ceil(bytes.length / 8192) }, (_, at) =>
    String.fromCharCode(...bytes.subarray(at * 8192, (at + 1) * 8192)),
  )
  return text
    .join('')
    .replace(/^\xef\xbb\xbf/, '')
    .replace(beyondAscii, (sequence) => (wellFormed.test(sequence) ? characterOf(sequence) : '\ufffd'))
}

/** A well-formed sequence, else the longest start of one, else a byte: what becomes one character. */
const beyondAscii = new RegExp(
  [
    /[\xc2-\xdf][\x80-\xbf]?/,
    /\xe0(?:[\xa0-\xbf][\x80-\xbf]?)?/,
    /[\xe1-\xec\xee\xef][\x80-\xbf]{0,2}/,
    /\xed(?:[\x80-\x9f][\x80-\xbf]?)?/,
    /\xf0(?:[\x90-\xbf][\x80-\xbf]{0,2})?/,
    /[\xf1-\xf3][\x80-\xbf]{0,3}/,
    /\xf4(?:[\x80-\x8f][\x80-\xbf]{0,2})?/,
    /[\x80-\xff]/,
  ]
    .map(({ source }) => source)
    .join('|'),
  'g',
)
const wellFormed = /^(?:[\xc0-\xdf].|[\xe0-\xef]..|[\xf0-\xf7]...)$/

/** The payload of the first byte, then six bits of each further one. */
const characterOf = ([first = '', ...rest]: string): string => {
  const payload = first.charCodeAt(0) & (0xff >> (rest.length + 2))
  return String.fromCodePoint(rest.reduce((bits, char) => bits * 64 + (char.charCodeAt(0) & 0x3f), payload))
}
