type Given = { readonly given: HeadersInit | undefined; readonly authorization: string | undefined; readonly lastEventId: string }

/** The fields of a request: those of the user, what is accepted, and how far the stream was read. */
export const fieldsOf = ({ given, authorization, lastEventId }: Given): Headers => {
  const fields = new Headers(given)
  if (authorization !== undefined && !fields.has('authorization')) fields.set('Authorization', authorization)
  if (!fields.has('accept')) fields.set('Accept', 'text/event-stream') // request.accept
  if (lastEventId !== '' && isSendable(lastEventId)) fields.set('Last-Event-ID', bytesAsText(lastEventId)) // reconnect.last-event-id
  return fields
}

/** reconnect.last-event-id-utf8: a field takes a text whose characters are bytes. */
const bytesAsText = (text: string): string => Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join('')

/** RFC 9110 5.5: no field may hold a control character other than a tab; an ID that has one would make every request fail. */
const isSendable = (id: string): boolean => ![...id].some((char) => (char < ' ' && char !== '\t') || char === '\u007f')

/** fetch() refuses a URL with user and password in it, which an EventSource takes; they go into Basic credentials (RFC 7617). */
export const withoutCredentials = (url: string): { readonly href: string; readonly authorization: string | undefined } => {
  const bare = new URL(url)
  if (bare.username === '' && bare.password === '') return { href: url, authorization: undefined }
  const pair = [bare.username, bare.password].map(decodeURIComponent).join(':')
  bare.username = ''
  bare.password = ''
  return { href: bare.href, authorization: `Basic ${btoa(bytesAsText(pair))}` }
}
