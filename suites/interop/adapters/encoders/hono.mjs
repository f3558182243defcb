import { Hono } from 'hono'
import { streamSSE } from 'hono/streaming'

export default async function encode(event) {
  let refusal
  const write = (stream) =>
    stream.writeSSE(event).catch((error) => {
      refusal = error
    })
  const response = await new Hono().get('/', (c) => streamSSE(c, write)).request('/')
  const bytes = new Uint8Array(await response.arrayBuffer())
  if (refusal) throw refusal
  return bytes
}
