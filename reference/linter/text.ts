import type { Remark } from './line.ts'

const clause = 'authoring.line-ends'
const unicode = /([\u2028\u2029\u0085\v\f])(?:data|event|id|retry):/
const escaped = /\\[nr](?:(?:data|event|id|retry):|(?:\\r)?\\n$)/

/** Line ends that are none, in a line of any kind (line.nothing-else). */
export const checkText = (line: string): readonly Remark[] => {
  const [, char] = unicode.exec(line) ?? []
  if (char === undefined && !escaped.test(line)) return []
  if (isJson(line.slice(line.indexOf(':') + 1))) return []
  if (char === undefined) return [{ clause, message: 'the characters "\\" and "n" end no line; if a line end is meant, write LF itself' }]
  const code = char.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')
  return [{ clause, message: `U+${code} ends no line, so what follows it is part of this one; end lines with LF` }]
}

/** Whether a text is JSON by itself: an object, a list or a string. */
export const isJson = (text: string): boolean => {
  if (!['{}', '[]', '""'].includes(`${text.trimStart().charAt(0)}${text.trimEnd().slice(-1)}`)) return false
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
