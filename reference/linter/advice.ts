import type { ClauseId } from '../../spec/clauses.ts'
import type { Steps } from '../decoder/steps.ts'
import { whyUnknown } from './names.ts'
import { isJson } from './text.ts'

type Advise = (clause: ClauseId, message: string) => void

/** What a block has had so far, as far as advice depends on it. */
type Block = { type?: string; id?: string; data?: string; hasTwoJsons?: true }

/** Values may be long; a remark is not. */
const quote = (text: string) => JSON.stringify(text.length > 80 ? `${text.slice(0, 80)}…` : text)

/** The same steps; before each is taken, what is to say of it is said. */
export const advising = (steps: Steps, advise: Advise): Steps => {
  let block: Block = {}
  let line = ''
  return {
    ...steps,
    line(stream, text) {
      line = text
      steps.line(stream, text)
    },
    field(stream, name, value) {
      if (name.startsWith('\ufeff')) advise('grammar.bom-once', bomAdvice)
      else if (!['data', 'event', 'id', 'retry'].includes(name)) advise('grammar.unknown-fields', whyUnknown(name, line))
      steps.field(stream, name, value)
    },
    event(stream, value) {
      adviseOnType(value, block, advise)
      block.type = value
      steps.event(stream, value)
    },
    data(stream, value) {
      adviseOnData(value, block, advise)
      block.data = value
      steps.data(stream, value)
    },
    id(stream, value) {
      adviseOnId(value, block, advise)
      if (!value.includes('\0')) block.id = value
      steps.id(stream, value)
    },
    retry(stream, value) {
      adviseOnRetry(value, advise)
      steps.retry(stream, value)
    },
    dispatch(stream) {
      adviseOnBlock(block, stream.data, advise)
      block = {}
      steps.dispatch(stream)
    },
  }
}

const bomAdvice = 'a byte order mark after the start is part of the name, which no reader knows then; write none here'

const adviseOnType = (type: string, { type: before }: Block, advise: Advise): void => {
  if (before) {
    const effect = type === '' ? 'an empty event field takes back' : 'this replaces'
    advise('authoring.once-a-block', `${effect} the type ${quote(before)} of the same block; is an empty line missing before it?`)
  }
  if (type === 'open' || type === 'error')
    advise('authoring.reserved-types', `listeners for ${quote(type)} also hear the ${type} event of the connection; choose another name`)
  const trimmed = type.trim()
  if (trimmed !== type)
    advise('authoring.trimmed-types', `white space is part of the type, so that listeners for ${quote(trimmed || 'message')} hear nothing`)
}

const adviseOnData = (data: string, block: Block, advise: Advise): void => {
  if (/^data:(?:[\s{["]|$)/.test(data)) advise('authoring.framed-once', 'the data itself begins with "data:"; is it framed twice?')
  if (block.hasTwoJsons || block.data === undefined || !isObject(data) || !isObject(block.data)) return
  block.hasTwoJsons = true
  advise(
    'authoring.empty-line-between',
    'a second JSON object in the same block is joined to the first; is an empty line missing between them?',
  )
}

const isObject = (text: string) => text.trimStart().startsWith('{') && isJson(text)

const adviseOnId = (id: string, { id: before }: Block, advise: Advise): void => {
  if (id.includes('\0')) advise('forge.id-null', 'readers ignore an id that holds U+0000, and keep the last event ID as it was')
  else if (before !== undefined)
    advise('authoring.once-a-block', `this replaces the ID ${quote(before)} of the same block; is an empty line missing before it?`)
  if (/^[ \t]|[ \t]$/.test(id))
    advise('reconnect.last-event-id-space', 'white space at the start and end of an ID may be lost when Last-Event-ID brings it back')
  if (/[\x01-\x08\x0b-\x1f\x7f]/.test(id))
    advise('reconnect.last-event-id-control', 'an ID with control characters may not come back: no HTTP field value may hold them')
}

const adviseOnRetry = (time: string, advise: Advise): void => {
  const isNumber = /^[0-9]+$/.test(time)
  if (isNumber && Number(time) > 0x7fffffff)
    advise('retry.huge', 'this is more milliseconds than a signed 32-bit integer holds; what readers make of it differs')
  if (!isNumber) advise('grammar.retry-digits', whyNoTime(time))
}

const whyNoTime = (time: string): string => {
  if (time === '') return 'a retry field without a value is ignored, or brings back the default of the reader; write milliseconds'
  const cure = /^[0-9]+$/.test(time.trim()) ? 'take away the white space' : 'write a whole number of milliseconds, in digits only'
  return `readers ignore the value ${quote(time)}; ${cure}`
}

const adviseOnBlock = ({ type, id }: Block, data: string, advise: Advise): void => {
  if (data === '\n') advise('dispatch.dialect', 'an event with empty data: browsers dispatch it, other readers may drop it')
  if (data !== '') return
  if (type) advise('authoring.type-with-data', `without a data field browsers dispatch nothing and forget the type ${quote(type)}`)
  else if (id !== undefined)
    advise('dispatch.dialect', 'without a data field browsers dispatch nothing and keep the ID; other readers may dispatch an event')
}
