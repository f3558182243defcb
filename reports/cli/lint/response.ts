import { parseMIMEType } from 'undici'
import { type ClauseId, clause } from '../../../spec/clauses.ts'
import type { LintRemark } from '../../../spec/lint.ts'

export const remarkOf = (id: ClauseId, message: string): LintRemark => ({ clause: id, level: clause(id).level, message })

/** What is to say of the Content-Type fields of a stream (HTML 9.2.2 and the registration). */
export const remarksOnType = (fields: readonly string[]): readonly LintRemark[] => {
  const [field, second] = fields
  if (field === undefined)
    return [remarkOf('http.media-type', 'there is no Content-Type, so no EventSource opens this stream; send text/event-stream')]
  if (second !== undefined)
    return [remarkOf('http.media-type', `there are ${fields.length} Content-Type fields; send one, text/event-stream`)]
  const type = parseMIMEType(field)
  if (type === 'failure' || type.essence !== 'text/event-stream')
    return [remarkOf('http.media-type', `no EventSource opens a stream of the type ${JSON.stringify(field)}; send text/event-stream`)]
  const charset = type.parameters.get('charset')
  if (charset === undefined || charset.toLowerCase() === 'utf-8') return []
  return [remarkOf('mime.charset', `readers decode UTF-8, whatever the charset ${JSON.stringify(charset)} says; leave it out`)]
}
