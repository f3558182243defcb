import type { Tape } from '../tape.ts'
import type { Finding } from './sighting.ts'
import type { Visit } from './visit.ts'

/** Puts visits on the tape of a case, each part once: the request, the head of the response, the first lines of the stream, how it ended. */
export const createRecord = (tape: Tape) => {
  const told = new Set<unknown>()
  const once = (part: unknown, tell: () => void) => {
    if (part === undefined || told.has(part)) return
    told.add(part)
    tell()
  }
  return {
    visit(visit: Visit): void {
      const { request, head, seen, stray, end } = visit
      once(request, () => recordRequest(tape, visit))
      once(head, () => recordHead(tape, visit))
      once(seen?.firstLines, () => tape.receivedLines(seen?.firstLines ?? []))
      once(stray, () => tape.receivedStream(stray?.bytes ?? new Uint8Array()))
      if ('reason' in end) once(end, () => tape.receivedLine(`(${end.reason})`, end.at))
    },
    /** The line of a finding with those before it, in the place of what was told before. */
    finding({ before, line }: Finding): void {
      tape.rewind()
      tape.receivedLines([...before, line])
    },
  }
}

const recordRequest = (tape: Tape, { request: { method, target, version, authority, fields }, began }: Visit): void => {
  const host = version === '2' ? ':authority' : 'Host'
  const lines = [`${method} ${target} HTTP/${version}`, `${host}: ${authority}`, ...fields.map(([name, value]) => `${name}: ${value}`)]
  for (const line of lines) tape.sentLine(() => line, began)
}

const recordHead = (tape: Tape, { head }: Visit): void => {
  if (!head) return
  tape.receivedLine(`HTTP/${head.version} ${head.status}`, head.at)
  for (const [name, value] of head.fields) tape.receivedLine(`${name}: ${value}`, head.at)
}
