import type { Field, WireEnd, WireHead, WireListener, WireRequest } from '../wire.ts'
import { malformed } from './flaw.ts'

/** How an exchange ended; the time is told by whoever sees it end. */
export type Ending = WireEnd extends infer End ? (End extends WireEnd ? Omit<End, 'at'> : never) : never

const complete: Ending = { how: 'complete' }

/** Tells the listener the one response, from what its stream carries in turn (RFC 9113, section 8.1). Throws a Flaw for what is none. */
export const createResponse = (request: WireRequest, listener: WireListener) => {
  let head: WireHead | undefined
  let declared: number | undefined
  let received = 0
  let empty = false

  const finish = (): Ending => {
    if (declared === undefined || received === declared) return complete
    throw malformed(`the content has ${received} bytes, but Content-Length says ${declared}`)
  }
  const open = (opened: WireHead) => {
    head = opened
    empty = request.method === 'HEAD' || opened.status === 204 || opened.status === 304
    declared = empty ? undefined : declaredLength(opened.fields)
    listener.onHead(opened)
  }
  const tellContent = async (bytes: Uint8Array, at: number) => {
    const expected = bytes.subarray(0, declared === undefined ? bytes.length : declared - received)
    received += expected.length
    if (expected.length > 0) await listener.onContent(expected, at)
    if (expected.length < bytes.length) throw malformed(`the content goes on after the ${declared} bytes that Content-Length says`)
  }
  return {
    hasHead: () => head !== undefined,
    takeFields(fields: readonly Field[], ends: boolean, at: number): Ending | undefined {
      if (head) {
        if (!ends) throw malformed('the server sent a second HEADERS that does not end the stream, as trailers would')
        return finish()
      }
      const status = statusOf(fields)
      if (status >= 200) open({ version: '2', status, fields: fields.filter(([name]) => name !== ':status'), at })
      else if (ends) throw malformed(`the stream ends after the interim response ${status}, without a final one`)
      return ends ? finish() : undefined
    },
    async takeContent(bytes: Uint8Array, ends: boolean, at: number): Promise<Ending | undefined> {
      if (!head) throw malformed('the response starts with DATA, without HEADERS before it')
      if (empty && bytes.length > 0) listener.onStray(bytes, at)
      if (!empty) await tellContent(bytes, at)
      return ends ? finish() : undefined
    },
  }
}

/** RFC 9113, sections 8.3 and 8.3.2. */
const statusOf = (fields: readonly Field[]): number => {
  const regular = fields.findIndex(([name]) => !name.startsWith(':'))
  const late = regular === -1 ? undefined : fields.slice(regular).find(([name]) => name.startsWith(':'))
  if (late) throw malformed(`the pseudo-header ${late[0]} stands after a regular field`)
  const [status, second] = fields.filter(([name]) => name === ':status')
  if (!status) throw malformed('the response has no :status')
  if (second) throw malformed(`the response has more than one :status (${status[1]} and ${second[1]})`)
  if (!/^[1-9]\d\d$/.test(status[1])) throw malformed(`the :status is ${JSON.stringify(status[1])}, not a number of three digits`)
  return Number(status[1])
}

/** Only where there is one answer; whether the field may look like that is for others to judge. */
const declaredLength = (fields: readonly Field[]): number | undefined => {
  const values = new Set(fields.filter(([name]) => name.toLowerCase() === 'content-length').map(([, value]) => value))
  const [value = ''] = values
  return values.size === 1 && /^\d{1,15}$/.test(value) ? Number(value) : undefined
}
