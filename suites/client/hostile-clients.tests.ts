// Clients and services around the reference, as the text of programs; what they do beside that is up to a test.
const reference = import.meta.resolve('../../reference/index.js')

/** The reference as a module with connect(): tells each event, and then does what is `meant`, which may use emit. */
export const moduleOf = (meant: string, closing = 'source.close()'): string => `
import { EventSource } from '${reference}'
export default {
  connect(url, { types = [], initialDelayMs: reconnectionTime = 100 }, emit) {
    let source
    const follow = (onEvent = () => {}) => {
      source = new EventSource(url, { reconnectionTime })
      for (const type of ['message', ...types]) source.addEventListener(type, ({ data, lastEventId }) => {
        emit({ type, data, lastEventId })
        onEvent(data)
      })
      return source
    }
    ${meant}
    return () => ${closing}
  },
}`

/** The reference as a command: tells each event, and then does what is `meant`. */
export const commandOf = (meant: string): string => `import { spawn } from 'node:child_process'
import { EventSource } from '${reference}'
const url = process.argv[2]
const { types = [], initialDelayMs: reconnectionTime = 100 } = JSON.parse(process.env.SSE_OPTIONS)
const print = (text) => process.stdout.write(text)
const follow = (onEvent = () => {}) => {
  const source = new EventSource(url, { reconnectionTime })
  for (const type of ['message', ...types]) source.addEventListener(type, ({ data, lastEventId }) => {
    print(JSON.stringify({ type, data, lastEventId }) + '\\n')
    onEvent(data)
  })
  return source
}
const flood = (text, stream = process.stdout) => {
  const bytes = text.repeat(1000)
  const pour = () => { while (stream.write(bytes)); stream.once('drain', pour) }
  pour()
}
const start = (program, args, how) => spawn(program, args, { cwd: import.meta.dirname, stdio: 'inherit', ...how }).unref()
${meant}`

/** The reference as a service, which prints its port; what is `meant` may set get, post and tell. */
export const serviceOf = (meant: string): string => `
import { createServer } from 'node:http'
import { text } from 'node:stream/consumers'
import { EventSource } from '${reference}'
const open = new Map()
const event = (data) => JSON.stringify({ kind: 'event', event: { type: 'message', data } })
let get = (request, response) => response.end('{"capabilities":["event-type-listeners"]}')
let tell = (call, count, message) => call(count, message)
let post = async (request, response) => {
  const { streamUrl, callbackUrl, listen } = JSON.parse(await text(request))
  const source = open.get(request.url) ?? new EventSource(streamUrl, { reconnectionTime: 100 })
  let count = 0
  const call = (number, body) => fetch(callbackUrl + '/' + number, { method: 'POST', body }).catch(() => {})
  if (!listen) source.onmessage = ({ type, data, lastEventId: id }) =>
    tell(call, ++count, JSON.stringify({ kind: 'event', event: { type, data, id } }), data)
  open.set('/' + (open.size + 1), source)
  response.writeHead(201, { Location: '/' + open.size }).end()
}
const many = async (call) => {
  for (let done = 0; done < 6000; done += 50) await Promise.all(Array.from({ length: 50 }, (_, index) => call(done + index)))
}
const close = ({ url }, response) => {
  open.get(url)?.close()
  response.end()
}
${meant}
const server = createServer((request, response) => {
  if (request.method === 'DELETE') close(request, response)
  else (request.method === 'GET' ? get : post)(request, response)
})
server.listen(0, '127.0.0.1', () => console.log(server.address().port))
process.on('disconnect', () => process.exit())`
