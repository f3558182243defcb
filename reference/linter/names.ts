const names = ['data', 'event', 'id', 'retry'] as const
const isKnown = (name: string): boolean => names.some((known) => known === name)

/** What other formats and interfaces call it. */
const otherNames: ReadonlyMap<string, string> = new Map([
  ['type', 'event'],
  ['eventtype', 'event'],
  ['eventid', 'id'],
  ['lasteventid', 'id'],
])

const httpFields =
  /^(?:HTTP\/\d|(?:content-(?:type|length|encoding)|cache-control|transfer-encoding|access-control-[a-z-]+|x-accel-buffering)$)/i

/** Why a line became a field that no reader knows, as far as it can be told, and what to write instead (field.unknown). */
export const whyUnknown = (name: string, line: string): string => {
  for (const guess of guesses) {
    const cause = guess(name, line)
    if (cause !== undefined) return cause
  }
  return 'readers know data, event, id and retry, and ignore every other field'
}

type Guess = (name: string, line: string) => string | undefined

const when =
  (pattern: RegExp, cause: string): Guess =>
  (name) =>
    pattern.test(name) ? cause : undefined

/** From certain to vague; the first that says something counts. */
const guesses: readonly Guess[] = [
  (name, line) => {
    if (name.trim() !== '') return undefined
    return line === name
      ? 'this line is white space, not empty, and so ends no block; write nothing before its line end'
      : 'a comment has its colon first; take away the white space before it'
  },
  (name) => {
    const meant = name.replaceAll('\0', '')
    if (meant === name || !isKnown(meant)) return undefined
    return name.length >= 2 * meant.length - 1
      ? 'this looks like UTF-16; write the stream as UTF-8'
      : `U+0000 is part of the name; write "${meant}" alone`
  },
  (name) => (isKnown(name.trim()) ? `white space around a name is part of it; write "${name.trim()}" alone` : undefined),
  (name) => {
    const meant = name.trim().toLowerCase()
    return isKnown(meant) ? `names are compared exactly, case included; write "${meant}"` : undefined
  },
  (name) => {
    const [, meant] = /^(data|event|id|retry)[ \t=\uff1a]/.exec(name) ?? []
    return meant && `if "${meant}" is meant, write a colon right after it`
  },
  when(/^\s*[[\]{}"]/, 'this looks like JSON; write "data: " in front of every line of it'),
  when(httpFields, 'this looks like the header section of an HTTP response; an event stream is the body alone'),
  when(/^\xef\xbb\xbf/, 'this begins with a byte order mark that was encoded twice; write none'),
  when(/^\s*</, 'this looks like markup; an event stream has "data: " in front of every line of it'),
  when(/^\s*(?:#|\/\/)/, 'a comment starts with a colon'),
  (name) => {
    const meant = otherNames.get(name.toLowerCase().replace(/[-_ ]/g, '')) ?? names.find((known) => isSlip(name, known))
    return meant && `is "${meant}" meant?`
  },
  (name, line) =>
    line === name || /\s/.test(name) ? 'if this is text of the data, write "data: " in front of every line of it' : undefined,
]

/** One character more, less, other, or two in the wrong order. */
const isSlip = (name: string, meant: string): boolean => {
  if (meant.length < 4 || Math.abs(name.length - meant.length) > 1) return false
  let start = 0
  while (start < meant.length && name[start] === meant[start]) start += 1
  let end = 0
  while (end < Math.min(name.length, meant.length) - start && name.at(-1 - end) === meant.at(-1 - end)) end += 1
  const [written, wanted] = [name.slice(start, name.length - end), meant.slice(start, meant.length - end)]
  return Math.max(written.length, wanted.length) <= 1 || (written.length === 2 && written === wanted.split('').reverse().join(''))
}
