import type { Answered } from '../../server/server.ts'
import type { Field } from '../../server/steps.ts'
import { type HeaderSection, http2, sectionOf } from './http2.ts'
import { type ServerMutant, serverMutant } from './mutant.ts'

const section = (id: string, clause: ServerMutant['clause'], summary: string, write: HeaderSection): ServerMutant =>
  serverMutant(id, clause, summary, { http: '2', transport: http2(write) })

const adding = (id: string, clause: ServerMutant['clause'], summary: string, field: Field) =>
  section(id, clause, summary, (answer) => [...sectionOf(answer), field])

const afterFields = (answer: Answered): readonly Field[] => {
  const [status, first, ...rest] = sectionOf(answer)
  return [first, status, ...rest].filter((field) => field !== undefined)
}

/** Wrong on the wire of HTTP/2. */
export const wire2Mutants: readonly ServerMutant[] = [
  adding('http2-connection', 'http.2-connection-fields', 'sends Connection', ['connection', 'keep-alive']),
  adding('http2-transfer-encoding', 'http.2-connection-fields', 'sends Transfer-Encoding', ['transfer-encoding', 'chunked']),
  section('http2-mixed-case', 'http.2-field-names', 'writes names in mixed case', ({ status, fields }) => [
    [':status', `${status}`],
    ...fields,
  ]),
  adding('http2-line-end', 'http.2-field-names', 'writes a line end into a value', ['x-note', 'one\r\ntwo']),
  section('http2-no-status', 'http.2-well-formed', 'sends no :status', (answer) => sectionOf(answer).slice(1)),
  section('http2-status-later', 'http.2-well-formed', 'sends :status after a field', afterFields),
  section('http2-length', 'http.2-well-formed', 'announces a length that the stream does not have', (answer) =>
    answer.content === null ? sectionOf(answer) : [...sectionOf(answer), ['content-length', '5']],
  ),
]
