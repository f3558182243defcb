import type { Steps } from '../../eventsource/source.ts'
import { standard } from '../../eventsource/steps.ts'

/** The answer as somebody else would have it; where it came from stays. */
export const seenAs = (
  response: Response,
  change: { readonly status?: number; readonly type?: string; readonly body?: ReadableStream<Uint8Array> | null },
) => {
  const headers = new Headers(response.headers)
  if (change.type !== undefined) headers.set('Content-Type', change.type)
  const body = change.body === undefined ? response.body : change.body
  return Object.defineProperty(new Response(body, { status: change.status ?? response.status, headers }), 'url', { value: response.url })
}

/** Reads the body in its own way. */
export const reading = (change: (response: Response) => Response | Promise<Response>): { readonly steps: Partial<Steps> } => ({
  steps: { interpret: async (source, response) => standard.interpret(source, await change(response)) },
})
