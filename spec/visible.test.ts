import t from 'tap'
import { legible, visible } from './visible.ts'

t.test('plain text stays, in any script', async (t) => {
  for (const text of ['', 'data: a b', '中文 · Ünïcødé · 🎉', 'e\u0301']) t.equal(visible(text), text)
})

t.test('escapes what is invisible', async (t) => {
  const escapes: readonly (readonly [string, string])[] = [
    ['\n\r\t\b\f', '\\n\\r\\t\\b\\f'],
    ['\0\x1b\x7f\x85', '\\u0000\\u001b\\u007f\\u0085'],
    ['\u2028\u2029', '\\u2028\\u2029'],
    ['\ufeff', '\\ufeff'],
    ['\u200b\u200d\u2060\u00ad', '\\u200b\\u200d\\u2060\\u00ad'],
    ['\u202e\u2066\u061c', '\\u202e\\u2066\\u061c'],
    ['\u00a0\u3000', '\\u00a0\\u3000'],
    ['\u{e0041}', '\\udb40\\udc41'],
    ['\uffff', '\\uffff'],
  ]
  for (const [text, escaped] of escapes) t.equal(visible(text), escaped)
})

t.test('escapes a lone surrogate and leaves a pair alone', async (t) => {
  t.equal(visible('\ud83d'), '\\ud83d')
  t.equal(visible('\udf89\ud83c'), '\\udf89\\ud83c')
  t.equal(visible('\ud83c\udf89'), '🎉')
})

t.test('tells an escape from text that looks like one', async (t) => {
  t.equal(visible('\\n'), '\\\\n')
  t.equal(visible('"'), '\\"')
})

t.test('between quotes it is JSON for the same text', async (t) => {
  const every = Array.from({ length: 0x10000 }, (_, unit) => String.fromCharCode(unit)).join(' ')
  t.equal(JSON.parse(`"${visible(every)}"`), every)
})

t.test('prose keeps backslash, quote, LF and TAB', async (t) => {
  t.equal(legible('printf "a\\n" |\n\tcat'), 'printf "a\\n" |\n\tcat')
  t.equal(legible('a\0\r\x1b[31m\u202e\ud800'), 'a\\u0000\\r\\u001b[31m\\u202e\\ud800')
})
