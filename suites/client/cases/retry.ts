import type { ClauseId } from '../../../spec/clauses.ts'
import type { Case } from '../../case.ts'
import type { ClientWorld } from '../world.ts'
import { notBefore, returnAfter } from './returning.ts'

/** A stream that sets the reconnection time to `time`, whatever else it holds; a shorter time in it is one that nobody may heed. */
type Row = readonly [slug: string, title: string, clause: ClauseId, stream: (time: string) => string]

const set = (slug: string, title: string, stream: (time: string) => string): Row => [slug, title, 'retry.digits', stream]
const ignored = (slug: string, what: string, value: string): Row => [
  slug,
  `ignores a retry field ${what}`,
  'retry.invalid',
  (time) => `retry: ${time}\n\nretry: ${value}\n\n`,
]
const unknown = (slug: string, title: string, clause: ClauseId, line: string): Row => [
  slug,
  title,
  clause,
  (time) => `retry: ${time}\n\n${line}\n\n`,
]
const atOnce = (slug: string, title: string, stream: (time: string) => string): Row => [slug, title, 'retry.at-once', stream]

const rows: readonly Row[] = [
  set('milliseconds', 'takes a retry field for milliseconds', (time) => `retry: ${time}\n\n`),
  set('without-space', 'reads a retry field without a space', (time) => `retry:${time}\n\n`),
  set('leading-zero', 'reads a retry field with a leading zero in base ten', (time) => `retry: 0${time}\n\n`),
  set('many-zeros', 'reads a retry field with many leading zeros', (time) => `retry: ${'0'.repeat(40)}${time}\n\n`),
  set('last-of-block', 'heeds the last retry field of a block', (time) => `retry: 10\nretry: ${time}\n\n`),
  set('later-block', 'heeds a retry field in a later block', (time) => `retry: 10\n\nretry: ${time}\n\n`),
  set('beside-data', 'heeds a retry field beside data', (time) => `data: a\nretry: ${time}\n\n`),
  set('between-fields', 'heeds a retry field between other fields', (time) => `id: 1\nretry: ${time}\nevent: a\ndata: a\n\n`),
  set('first-line', 'heeds a retry field behind a BOM', (time) => `\ufeffretry: ${time}\n\n`),
  set('crlf', 'heeds a retry field that ends with CRLF', (time) => `retry: ${time}\r\n\r\n`),
  ignored('plus', 'with a plus sign', '+10'),
  ignored('minus', 'with a minus sign', '-10'),
  ignored('fraction', 'with a fraction', '10.5'),
  ignored('exponent', 'with an exponent', '1e1'),
  ignored('hexadecimal', 'in hexadecimal', '0x1'),
  ignored('letters-after', 'with a unit behind it', '10ms'),
  ignored('letters-before', 'with letters before it', 'x10'),
  ignored('trailing-space', 'with a space behind it', '10 '),
  ignored('second-space', 'with a second space before it', ' 10'),
  ignored('tab', 'with a tab before it', '\t10'),
  ignored('inner-space', 'with a space inside', '1 0'),
  ignored('comma', 'with a comma', '1,0'),
  ignored('underscore', 'with an underscore', '1_0'),
  ignored('arabic-indic', 'with Arabic-Indic digits', '١٠'),
  ignored('fullwidth', 'with fullwidth digits', '１０'),
  ignored('null', 'with NUL behind it', '10\0'),
  ignored('word', 'with a word', 'soon'),
  ignored('infinity', 'that says Infinity', 'Infinity'),
  atOnce('in-unfinished-block', 'heeds a retry field in a block that is never finished', (time) => `data: a\nretry: ${time}\n`),
  atOnce('without-blank-line', 'heeds a retry field without a blank line', (time) => `retry: ${time}\n`),
  atOnce('cr-at-end', 'heeds a retry field whose CR ends the stream', (time) => `retry: ${time}\r`),
  atOnce('dataless-block', 'heeds a retry field in a block without data', (time) => `event: a\nretry: ${time}\n\n`),
  atOnce('stays', 'keeps the time from a block on to the next', (time) => `retry: ${time}\n\ndata: a\n\ndata: b\n\n`),
  unknown('upper-case-name', 'ignores a field named Retry', 'field.exact-name', 'Retry: 10'),
  unknown('space-before-name', 'ignores a retry field behind a space', 'field.exact-name', ' retry: 10'),
  unknown('space-after-name', 'ignores a retry field with a space before its colon', 'field.exact-name', 'retry : 10'),
  unknown('in-comment', 'ignores a retry field in a comment', 'comment.ignored', ':retry: 10'),
]

const timed = ([slug, title, clause, stream]: Row): Case<ClientWorld> => ({
  id: `client/retry/${slug}`,
  title,
  clause,
  needs: ['returns'],
  async run(world) {
    const time = octalTrap(world.longer)
    const { took } = await returnAfter(world, stream(`${time}`))
    notBefore(took, time)
  },
})

/** The next number up whose digits are octal digits: who reads it in base eight comes back too early. */
const octalTrap = (time: number): number => {
  let trap = time
  while (/[89]/.test(`${trap}`)) trap += 1
  return trap
}

/** What a retry field means, as time shows it: the client comes back no earlier than the last valid one says. */
export const retryCases: readonly Case<ClientWorld>[] = [
  ...rows.map(timed),
  {
    id: 'client/retry/unterminated-line',
    title: 'ignores a retry field whose line is never ended',
    clause: 'end.unterminated-line',
    needs: ['returns'],
    async run(world) {
      const { took } = await returnAfter(world, `retry: ${world.longer}\n\nretry: 10`)
      notBefore(took, world.longer)
    },
  },
  {
    id: 'client/retry/digits-of-nine',
    title: 'reads a retry field with a leading zero and a nine in base ten',
    clause: 'retry.digits',
    needs: ['returns'],
    async run(world) {
      const time = Math.ceil(world.longer / 100) * 100 + 99
      const { took } = await returnAfter(world, `retry: 0${time}\n\n`)
      notBefore(took, time)
    },
  },
  {
    id: 'client/retry/empty',
    title: 'keeps its time when a retry field is empty, as some engines do',
    clause: 'retry.empty',
    needs: ['returns'],
    async run(world) {
      const { took } = await returnAfter(world, `retry: ${world.longer}\n\nretry:\n\nretry\n\n`)
      notBefore(took, world.longer)
    },
  },
  {
    id: 'client/retry/a-minute',
    title: 'does not come back at once when it is told to wait a minute',
    clause: 'retry.digits',
    needs: ['returns'],
    async run({ open, origin, noReturn }) {
      await open(origin.url)
      const visit = await origin.accept()
      visit.send('retry: 65546\n\ndata: a\n\n')
      visit.end()
      await noReturn(origin, 'a reconnection time of 65546 ms')
    },
  },
  {
    id: 'client/retry/huge',
    title: 'does not come back at once after a retry beyond any timer',
    clause: 'retry.huge',
    needs: ['returns'],
    async run({ open, origin, noReturn }) {
      await open(origin.url)
      const visit = await origin.accept()
      visit.send('retry: 99999999999999999999\n\ndata: a\n\n')
      visit.end()
      await noReturn(origin, 'a reconnection time of 99999999999999999999 ms')
    },
  },
]
