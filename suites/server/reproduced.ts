import type { EventInput } from '../../spec/event.ts'
import type { Hook } from '../targets/hook/hook.ts'
import type { ServerAddress } from '../targets/target.ts'
import { curl } from './curl.ts'
import type { JoinOptions } from './stage/audience.ts'
import { joinRequest } from './stage/join-request.ts'

/** Requests are made again; events are published again while a stream is watched, and asked for with an ID where that is the question. */
export const reproduced = (caseId: string, sent: readonly string[], address: ServerAddress, hook: Hook | undefined): string => {
  const lines = sent.filter((line) => line.startsWith('{'))
  if (!hook || lines.length === 0) return curl(address, sent)
  const events = tellingOf(lines).map((line): EventInput => JSON.parse(line))
  const publishing = [`(${joining(address)} & sleep 1`, ...events.map(hook.reproduce), 'sleep 1; kill $!)'].join('; ')
  const [id] = caseId.startsWith('server/resumption/') ? events.map(({ id }) => id) : []
  return id === undefined ? publishing : `${publishing}; ${joining(address, { lastEventId: id })}`
}

/** The first few that a person can copy. */
const tellingOf = (lines: readonly string[]): readonly string[] => {
  const telling = lines.filter((line) => !isPoke.test(line))
  const short = telling.filter((line) => line.length <= longest)
  return ([short, telling, lines].find(({ length }) => length > 0) ?? []).slice(0, 3)
}

/** What is published to learn whether a stream is live says nothing of a case. */
const isPoke = /^\{"data":"\d+\/\d+\?\d+"\}$/

/** Longer events, as JSON in UTF-16 code units, are for no command line where there are others. */
const longest = 400

/** Asks for the stream as a subscriber does: with the fields that are configured. */
const joining = (address: ServerAddress, how: JoinOptions = {}): string => {
  const { method, target, version, fields } = joinRequest(address, '1.1', how)
  return curl(address, [`${method} ${target} HTTP/${version}`, ...fields.map(([name, value]) => `${name}: ${value}`)])
}
