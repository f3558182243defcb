/** Why a response is no event stream (HTML 9.2.3), in words; nothing where it is one. */
export const refusalOf = ({ status, headers }: Response): string | undefined => {
  if (status !== 200) return `the server answers ${status}, and any status but 200 is final` // response.status
  const type = headers.get('content-type')
  if (type === null) return 'the response has no Content-Type' // response.content-type-missing
  return isEventStream(type) ? undefined : `the Content-Type is ${type}, not text/event-stream` // response.content-type
}

/** response.content-type-case, response.content-type-parameters: the essence counts, whatever follows a semicolon. */
const isEventStream = (value: string): boolean => /^[\t\n\r ]*text\/event-stream[\t\n\r ]*(?:;|$)/i.test(value)

/** No later attempt can end otherwise where fetch knows no way to speak to such a URL (scheme.other). */
export const isFutile = (url: string): boolean => !/^https?:$/.test(new URL(url).protocol)
