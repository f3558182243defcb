// An EventSource as a command: sse-conformance client -- node examples/client-command.mjs
import { EventSource } from 'sse-conformance/reference'

const { types = [], initialDelayMs, ...options } = JSON.parse(process.env.SSE_OPTIONS ?? '{}')
const source = new EventSource(process.argv.at(-1), { ...options, ...(initialDelayMs && { reconnectionTime: initialDelayMs }) })

const print = (line) => process.stdout.write(`${JSON.stringify(line)}\n`)
source.onopen = () => print({ open: true })
source.onerror = (event) => 'data' in event || print({ error: 'the connection is gone', readyState: source.readyState })
for (const type of ['message', ...types]) source.addEventListener(type, ({ data, lastEventId }) => print({ type, data, lastEventId }))
