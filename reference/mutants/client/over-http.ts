import { once } from 'node:events'
import { type IncomingMessage, request } from 'node:http'
import { Readable } from 'node:stream'
import { fetching } from './mutant.ts'

type Change = {
  /** Sent with every request, a GET too, which fetch() refuses. */
  readonly content?: string
  /** An answer of the class 1xx, which fetch() does not show, is the end of it. */
  readonly stopsAtInformation?: true
}

/** Asks over node:http in the place of fetch, to be wrong in a way that fetch cannot be. */
export const overHttp = ({ content, stopsAtInformation }: Change) =>
  fetching(() => async (input, init) => {
    const headers: Record<string, string> = Object.fromEntries(new Headers(init?.headers))
    const length = content === undefined ? {} : { 'Content-Length': `${Buffer.byteLength(content)}` }
    const asked = request(String(input), { headers: { ...headers, ...length }, ...(init?.signal ? { signal: init.signal } : {}) })
    asked.on('error', () => {}) // whoever waits for the answer, or reads it, sees it
    let isInformed = false
    asked.once('information', () => {
      isInformed = true
    })
    asked.end(content)
    const [answer] = await once(asked, 'response')
    if (isInformed && stopsAtInformation) {
      asked.destroy()
      throw new TypeError('an answer of the class 1xx')
    }
    return responseOf(answer)
  })

const responseOf = (answer: IncomingMessage): Response => {
  const { statusCode: status = 200, headers } = answer
  const fields = Object.entries(headers).map(([name, value]): [string, string] => [name, String(value)])
  const body = [204, 205, 304].includes(status) ? null : (Readable.toWeb(answer) as ReadableStream<Uint8Array>)
  return new Response(body, { status, headers: fields })
}
