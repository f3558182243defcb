import type { Case } from '../../case.ts'
import { equal, Unclear, Unobserved, Violation } from '../../expect.ts'
import { linesOf, listOf } from '../answer.ts'
import type { Visit } from '../visit.ts'
import type { ServerWorld } from '../world.ts'

/** How responses are framed, for the version of HTTP that is spoken. */
export const framingCases: readonly Case<ServerWorld>[] = [
  {
    id: 'server/framing/head-syntax',
    title: 'writes the heads of responses as HTTP/1.1 has them',
    clause: 'http.head-syntax',
    needs: ['http-1.1'],
    async run({ visit, each }) {
      const { end } = await visit('watch')
      if (end.how === 'malformed' && end.part === 'head') throw new Violation(end.reason)
      await each(({ head }) => {
        if (head.faults) throw new Violation(head.faults.join('; '))
      })
    },
  },
  {
    id: 'server/framing/one-length',
    title: 'sends no Content-Length beside Transfer-Encoding',
    clause: 'http.no-length-with-chunks',
    needs: ['http-1.1'],
    async run({ each }) {
      await each((answer) => {
        if (linesOf(answer, 'transfer-encoding').length > 0)
          equal(linesOf(answer, 'content-length'), [], 'Content-Length beside Transfer-Encoding')
      })
    },
  },
  {
    id: 'server/framing/no-false-length',
    title: 'announces no length that the stream does not have',
    clause: 'http.delimited',
    needs: ['http-1.1'],
    async run({ visit, answer }) {
      const lengths = linesOf(await answer('watch'), 'content-length')
      const { end, stray, seen } = await visit('watch')
      if (lengths.length === 0) return
      if (stray)
        throw new Violation(`the stream goes on after the ${lengths[0]} bytes of its Content-Length`, {
          actual: `${stray.count} bytes more`,
        })
      if (end.how === 'incomplete' && end.by === 'close')
        throw new Violation(`the connection was closed before the ${lengths[0]} bytes of its Content-Length`, {
          actual: `${seen?.bytes ?? 0} bytes`,
        })
      if (end.how !== 'complete')
        throw new Unobserved('not observed: the content that Content-Length announces did not come to its end', longer)
    },
  },
  {
    id: 'server/framing/chunked',
    title: 'sends the stream in chunks to a client of HTTP/1.1',
    clause: 'http.chunked-preferred',
    needs: ['http-1.1'],
    run({ first }) {
      const answer = first()
      if (answer.head.status !== 200)
        throw new Unobserved(`not observed: the response is ${answer.head.status}`, 'a URL that opens a stream')
      if (answer.head.version === '1.0') throw new Unobserved('not observed: the server answers with HTTP/1.0', 'a server of HTTP/1.1')
      if (linesOf(answer, 'content-length').length === 0)
        equal(listOf(answer, 'transfer-encoding').at(-1)?.toLowerCase() ?? null, 'chunked', 'the last transfer coding')
    },
  },
  {
    id: 'server/framing/chunk-syntax',
    title: 'writes each chunk with its size in front and CRLF behind',
    clause: 'http.chunk-syntax',
    needs: ['http-1.1'],
    async run({ visit, answer }) {
      const chunked = linesOf(await answer('watch'), 'transfer-encoding').length > 0
      const { end } = await visit('watch')
      if (end.how === 'malformed' && end.part === 'content') throw new Violation(end.reason)
      if (!chunked) throw new Unobserved('not observed: the stream is not sent in chunks', 'a server that sends chunks')
    },
  },
  {
    id: 'server/framing/whole',
    title: 'ends a stream so that it is whole',
    clause: 'http.chunked-complete',
    async run({ visit, answer }) {
      const lengths = linesOf(await answer('watch'), 'content-length')
      const { end } = await visit('watch')
      if (end.how === 'left') throw new Unobserved('not observed: the server did not end the stream', longer)
      if (end.how !== 'incomplete' || lengths.length > 0) return
      const again = await visit('again')
      if (again.end.how === 'incomplete') throw new Violation(end.reason, { actual: [endInWords(end), endInWords(again.end)] })
      throw new Unclear('setup', `once ${end.reason}, and not a second time: something between may have broken the connection`)
    },
  },
  {
    id: 'server/framing/1-0-not-chunked',
    title: 'answers a client of HTTP/1.0 without chunks',
    clause: 'http.1-0-not-chunked',
    needs: ['http-1.1'],
    async run({ answer }) {
      equal(linesOf(await answer('http-1.0'), 'transfer-encoding'), [], 'Transfer-Encoding of the response')
    },
  },
  {
    id: 'server/framing/2-connection-fields',
    title: 'sends no field about the connection over HTTP/2',
    clause: 'http.2-connection-fields',
    needs: ['http-2'],
    async run({ each }) {
      await each(({ head: { fields } }) => {
        const names = fields
          .map(([name]) => name)
          .filter((name) => /^(?:connection|keep-alive|proxy-connection|transfer-encoding|upgrade)$/i.test(name))
        equal(names, [], 'the fields about the connection')
      })
    },
  },
  {
    id: 'server/framing/2-field-names',
    title: 'writes the names of fields in lower case over HTTP/2',
    clause: 'http.2-field-names',
    needs: ['http-2'],
    async run({ each }) {
      await each(({ head: { fields } }) => {
        const wrong = fields.filter(([name, value]) => /[^\x21-\x39\x3b-\x40\x5b-\x7e]/.test(name) || /[\r\n\0]/.test(value))
        equal(
          wrong.map(([name]) => name),
          [],
          'the fields that HTTP/2 cannot carry',
        )
      })
    },
  },
  {
    id: 'server/framing/2-well-formed',
    title: 'sends well-formed responses over HTTP/2',
    clause: 'http.2-well-formed',
    needs: ['http-2'],
    async run({ visit }) {
      const { end } = await visit('watch')
      if (end.how === 'malformed') throw new Violation(end.reason)
    },
  },
]

const longer = '--for with a longer time'

const endInWords = (end: Visit['end']) => ('reason' in end ? end.reason : end.how)
