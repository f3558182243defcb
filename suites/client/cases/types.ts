import type { ClauseId } from '../../../spec/clauses.ts'
import type { Case } from '../../case.ts'
import { equal } from '../../expect.ts'
import type { ClientWorld, Fields } from '../world.ts'
import { isFinal, isShown, trap } from './final.ts'
import { returnAfter } from './returning.ts'

const taken = (slug: string, title: string, clause: ClauseId, type: string): Case<ClientWorld> => ({
  id: `client/type/${slug}`,
  title,
  clause,
  needs: ['events'],
  async run({ open, origin }) {
    const client = await open(origin.url)
    const visit = await origin.accept()
    visit.start([['Content-Type', type]])
    await isShown(client, visit)
  },
})

const spelt = (slug: string, title: string, type: string) => taken(slug, title, 'response.content-type-case', type)
const parameter = (slug: string, title: string, type: string) => taken(slug, title, 'response.content-type-parameters', type)

const refused = (slug: string, what: string, clause: ClauseId, fields: Fields): Case<ClientWorld> => ({
  id: `client/type/${slug}`,
  title: `takes ${what} for final`,
  clause,
  run: (world) =>
    isFinal(world, what, (visit) => {
      const lines = fields.map(([name, value]) => `${name}: ${value}\r\n`).join('')
      visit.raw(`HTTP/1.1 200 OK\r\n${lines}Content-Length: ${trap.length}\r\nConnection: close\r\n\r\n${trap}`)
      visit.end()
    }),
})

const other = (slug: string, type: string) => refused(slug, `the type ${type}`, 'response.content-type', [['Content-Type', type]])

/** A stream that says it is in another charset, and is UTF-8 all the same. */
const decoded = (slug: string, type: string): Case<ClientWorld> => ({
  id: `client/type/${slug}`,
  title: `reads UTF-8 whatever ${type.replace('text/event-stream;', '').trim()} says`,
  clause: 'mime.charset-ignored',
  needs: ['events'],
  async run({ open, origin }) {
    const client = await open(origin.url)
    const visit = await origin.accept()
    visit.start([['Content-Type', type]])
    visit.send('data: é☃\n\n')
    equal((await client.next()).data, 'é☃', 'the data of the event')
  },
})

/** A stream that was open, has ended, and is answered with something else when the client comes back. */
const refusedOnReturn = (slug: string, what: string, clause: ClauseId, fields: string): Case<ClientWorld> => ({
  id: `client/type/${slug}-on-return`,
  title: `takes ${what} for final when it comes back`,
  clause,
  needs: ['returns'],
  async run(world) {
    const { next } = await returnAfter(world, 'retry: 10\n\n')
    next.raw(`HTTP/1.1 200 OK\r\n${fields}Content-Length: ${trap.length}\r\nConnection: close\r\n\r\n${trap}`)
    next.end()
    await world.noReturn(world.origin, what)
  },
})

/** Which Content-Type is that of an event stream. */
export const typeCases: readonly Case<ClientWorld>[] = [
  spelt('upper-case', 'opens a stream of the type TEXT/EVENT-STREAM', 'TEXT/EVENT-STREAM'),
  spelt('mixed-case', 'opens a stream of the type Text/Event-Stream', 'Text/Event-Stream'),
  parameter('charset', 'opens a stream with charset=utf-8', 'text/event-stream; charset=utf-8'),
  parameter('charset-without-space', 'opens a stream with charset right behind the semicolon', 'text/event-stream;charset=utf-8'),
  parameter('charset-upper-case', 'opens a stream with CHARSET=UTF-8', 'text/event-stream; CHARSET=UTF-8'),
  parameter('charset-quoted', 'opens a stream with a charset in quotes', 'text/event-stream; charset="utf-8"'),
  parameter('space-before-semicolon', 'opens a stream with a space before the semicolon', 'text/event-stream ; charset=utf-8'),
  parameter('tab-before-semicolon', 'opens a stream with a tab before the semicolon', 'text/event-stream\t;charset=utf-8'),
  parameter('trailing-semicolon', 'opens a stream with a semicolon and nothing behind it', 'text/event-stream;'),
  parameter('other-parameter', 'opens a stream with a parameter of another name', 'text/event-stream; version=1'),
  parameter('two-parameters', 'opens a stream with two parameters', 'text/event-stream; charset=utf-8; boundary=x'),
  parameter('bare-parameter', 'opens a stream with a parameter that has no value', 'text/event-stream; x'),
  taken('other-charset', 'opens a stream with a charset other than UTF-8', 'mime.charset-ignored', 'text/event-stream; charset=iso-8859-1'),
  taken('unknown-charset', 'opens a stream with a charset that nobody knows', 'mime.charset-ignored', 'text/event-stream; charset=none'),
  decoded('latin1-decoded', 'text/event-stream; charset=iso-8859-1'),
  decoded('windows-decoded', 'text/event-stream; charset=windows-1252'),
  decoded('utf16-decoded', 'text/event-stream; charset=utf-16le'),
  refused('missing', 'an answer without Content-Type', 'response.content-type-missing', []),
  other('plain', 'text/plain'),
  other('html', 'text/html; charset=utf-8'),
  other('json', 'application/json'),
  other('octets', 'application/octet-stream'),
  other('longer', 'text/event-streamX'),
  other('longer-with-hyphen', 'text/event-stream-x'),
  other('longer-in-front', 'xtext/event-stream'),
  other('shorter', 'text/event'),
  other('other-tree', 'application/event-stream'),
  other('vendor', 'application/vnd.text/event-stream'),
  other('as-parameter', 'text/plain; x=text/event-stream'),
  other('as-parameter-of-html', 'text/html;text/event-stream'),
  other('with-suffix', 'text/event-stream+json'),
  other('ndjson', 'application/x-ndjson'),
  refusedOnReturn('html', 'the type text/html', 'response.content-type', 'Content-Type: text/html\r\n'),
  refusedOnReturn('missing', 'an answer without Content-Type', 'response.content-type-missing', ''),
  refused('empty', 'an empty Content-Type', 'response.content-type', [['Content-Type', '']]),
  {
    id: 'client/type/two-fields',
    title: 'opens no stream where Content-Types differ, as the reference',
    clause: 'response.content-type-ambiguous',
    run: (world) =>
      isFinal(world, 'two fields Content-Type that differ', (visit) => {
        visit.raw(`HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n${trap}`)
        visit.end()
      }),
  },
]
