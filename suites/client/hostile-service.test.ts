import { fork } from 'node:child_process'
import { once } from 'node:events'
import type { Readable } from 'node:stream'
import t from 'tap'
import { serviceOf } from './hostile-clients.tests.ts'
import { type Expected, expect, judged } from './hostile-run.tests.ts'

t.setTimeout(100_000)
t.jobs = 3

/** What a service does, and which cases it is asked, in what time. */
type Row = Expected & { readonly does: string; readonly only?: readonly string[]; readonly timeout?: number }

/** The first has an event that the other has not. */
const two = ['client/data/done-marker', 'client/data/three-lines']

const done = (act: string) => `const right = tell
tell = (call, count, message, data) => (data === '[DONE]' ? ${act} : right(call, count, message))`

const rows: Readonly<Record<string, Row>> = {
  'that does not answer is not judged': { does: 'get = () => {}', setup: /the target is not up within 2 s/ },
  'that closes the connection is not judged': {
    does: 'get = ({ socket }) => socket.destroy()',
    setup: /the service does not answer GET http:/,
  },
  'that says in something else than JSON what it can do is not judged': {
    does: `get = (request, response) => response.end('<html>')`,
    setup: /the service at http:.* does not answer GET with an object in JSON/,
  },
  'whose answer does not end is not judged': {
    does: `get = (request, response) => {
      const pour = () => { while (!response.destroyed && response.write('x'.repeat(65536))); response.once('drain', pour) }
      pour()
    }`,
    setup: /does not answer GET with an object in JSON/,
  },
  'that answers 500 when it is to open a stream is not judged': {
    does: 'post = (request, response) => response.writeHead(500).end()',
    setup: /the service answers 500 without a Location when it is to open a stream/,
  },
  'that does not tell where its instance is is not judged': {
    does: 'post = (request, response) => response.writeHead(201).end()',
    setup: /the service answers 201 without a Location when it is to open a stream/,
  },
  'that does not answer when it is to open a stream is not judged': {
    does: 'post = () => {}',
    setup: /the service does not answer POST http:/,
  },
  'that calls back twice, and in the wrong order, is judged as if it did not': {
    does: `tell = (call, count, message) => {
      if (count % 2 === 0) call(count, message)
      else setTimeout(() => call(count, message).then(() => call(count, message)), 50)
    }`,
    passed: 2,
  },
  'that calls back without a number is not judged': {
    does: `tell = (call, count, message) => call('event', message)`,
    setup: /the service calls back without a number in the path/,
  },
  'that calls back with wrong numbers is not judged': {
    does: 'tell = (call, count, message) => call(count + 1, message)',
    setup: /the client tells nothing usable of a plain stream: no event line within 2 s/,
  },
  'that leaves a number out for ever is not judged': {
    does: `tell = (call, count, message) => many((number) => call(2 + number, message))`,
    timeout: 20_000,
    setup: /the service does not call back with number 1, but with 5001 after it/,
    within: 60,
  },
  'that calls back with no JSON is not judged': {
    does: `tell = (call, count) => call(count, 'hello')`,
    setup: /the service calls back with what is no message in JSON: "hello"/,
  },
  'that calls back with an event whose data is no text is not judged': {
    does: 'tell = (call, count) => call(count, event({ a: 1 }))',
    setup: /the service calls back with an event line that has as "data" what is no text/,
  },
  'that calls back with a huge body gets no verdict on that case': {
    does: done(`call(count, event('x'.repeat(1e8)))`),
    red: [/done-marker error setup: the service calls back with more than \d+ bytes/],
    passed: 1,
  },
  'that floods with callbacks fails the case that makes it': {
    does: done(`many((number) => call(count + number, event('flood')))`),
    timeout: 20_000,
    red: [/done-marker fail target: the client floods: it tells more than can be kept/],
    passed: 1,
    within: 60,
  },
}

for (const [what, { does, only = two, timeout = 2000, ...expected }] of Object.entries(rows)) {
  t.test(`a service ${what}`, { buffered: true, timeout: 90_000 }, async (t) => {
    const service = fork(`${t.testdir({ 'service.mjs': serviceOf(does) })}/service.mjs`, { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] })
    t.teardown(() => service.kill('SIGKILL'))
    const [port] = await once(service.stdout as Readable, 'data')
    const url = `http://127.0.0.1:${Number(port)}/`
    expect(t, await judged({ role: 'client', kind: 'service', url }, { only, timeout }), expected)
  })
}
