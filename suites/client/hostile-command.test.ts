import { execPath } from 'node:process'
import t from 'tap'
import { commandOf } from './hostile-clients.tests.ts'
import { type Expected, expect, judged, processesOf } from './hostile-run.tests.ts'

t.setTimeout(100_000)
t.jobs = 3

/** What a client does, and which cases it is asked. */
type Row = Expected & { readonly does: string; readonly only?: readonly string[] }

const one = ['client/data/done-marker']

const rows: Readonly<Record<string, Row>> = {
  'that crashes at the start is not judged, and what it said is told': {
    does: `console.error('no such thing'); process.exit(1)`,
    setup: /does not connect: the client exits with 1.*no such thing/s,
  },
  'that never connects is not judged': {
    does: 'setInterval(() => {}, 1000)',
    setup: /the client does not connect: a request does not come within 10 s; it tells nothing/,
    within: 20,
  },
  'that connects and tells nothing is not judged': {
    does: 'new EventSource(url)',
    setup: /the client tells nothing usable of a plain stream: no event line within 2 s; it tells nothing/,
  },
  'that crashes at the first event is not judged': {
    does: `new EventSource(url).onmessage = () => { throw new Error('at an event') }`,
    setup: /tells nothing usable of a plain stream: the client exits with 1.*at an event/s,
  },
  'that leaves after the first event fails where more is to come': {
    does: 'follow(() => setTimeout(process.exit, 20))',
    red: [/done-marker fail target: the client exits with 0/],
  },
  'that crashes at one event fails that case': {
    does: `follow((data) => { if (data === '[DONE]') throw new Error('done') })`,
    only: [...one, 'client/data/three-lines'],
    red: [/done-marker fail target: the client exits with 1 .*Error: done/],
    passed: 1,
  },
  'that loops for ever after an event is not asked for ever': {
    does: `follow((data) => { if (!/^(?:hello|again|once more)$/.test(data)) for (;;); })`,
    only: ['client/limits/{ten-megabytes,thousand-events,byte-by-byte,many-events}'],
    red: [/thousand-events fail target: the last of 1,000 events does not come within 2 s/, /ten-megabytes fail/, /byte-by-byte fail/],
    unasked: 1,
    within: 40,
  },
  'that comes back at once, whatever it is told, fails where it is not to': {
    does: `const again = () => { const source = follow(); source.onerror = () => { source.close(); again() } }; again()`,
    only: ['client/status/{404,204}', 'client/reconnect/not-too-early'],
    red: [/404 fail target: .*asks again/, /204 fail target: .*asks again/, /not-too-early fail target: the return comes too early/],
  },
  'that opens a hundred connections at once is not judged': {
    does: 'for (let count = 0; count < 100; count += 1) new EventSource(url); setTimeout(follow, 1000)',
    setup: /the client cannot be judged: the client asks again and again/,
  },
  'that opens a hundred connections at one event fails that case': {
    does: `follow((data) => { if (data === 'a') for (let count = 0; count < 100; count += 1) follow() })`,
    only: ['client/fail/no-reconnect-return'],
    red: [/no-reconnect-return fail target: .*the client asks again/],
  },
  'that prints something else is not judged, and nobody says that its client is wrong': {
    does: `console.log('Connecting...'); follow()`,
    setup: /stdout carries something other than event lines: "Connecting..."/,
  },
  'that prints half a line of JSON is not judged': {
    does: `print('{"type":"message","da\\n'); follow()`,
    setup: /stdout carries something other than event lines: "{\\"type\\":/,
  },
  'that prints events whose data is no text is not judged': {
    does: `print('{"data":{"a":1}}\\n'); follow()`,
    setup: /stdout carries an event line that has as "data" what is no text: {"a":1}/,
  },
  'that prints a line without an end is not judged': {
    does: `flood('x')`,
    setup: /stdout carries a line that does not end within \d+ bytes/,
  },
  'that floods stdout with events is not judged': {
    does: `follow(); flood('{"data":"flood"}\\n')`,
    setup: /the client floods: it tells more than can be kept/,
  },
  'that floods stdout with lines that tell nothing is not judged': {
    does: `follow(); flood('{}\\n\\n')`,
    setup: /stdout is flooded with lines that tell nothing/,
  },
  'that floods at one event fails that case': {
    does: `follow((data) => { if (data === '[DONE]') flood('{"data":"flood"}\\n') })`,
    red: [/done-marker fail target: the client floods/],
  },
  'that floods stderr is judged as if it did not': { does: `follow(); flood('log\\n', process.stderr)`, passed: 1 },
  'that ignores SIGTERM is killed, and judged as if it did not': { does: `process.on('SIGTERM', () => {}); follow()`, passed: 1 },
  'whose children leave its group, ignore SIGTERM and hold its pipes is judged as if it had none': {
    does: `const child = ['-e', "process.on('SIGTERM', () => {}); setInterval(() => {}, 1000)"]
      for (const how of [{}, { detached: true }, { detached: true, env: {} }]) start(process.execPath, child, how)
      start('sh', ['-c', 'setsid sh -c "sleep 600 & sleep 600 & exit" & exit'])
      follow()`,
    passed: 1,
  },
  'that leaves and leaves its children behind fails where more is to come': {
    does: `start('sleep', ['600'], { detached: true }); follow((data) => { if (data === '[DONE]') process.exit() })`,
    red: [/done-marker fail target: the client exits with 0/],
  },
  'whose memory grows without bound is not judged': {
    does: 'const held = []; for (;;) held.push(Buffer.alloc(1e8, 1))',
    setup: /the client uses more than 1024 MB of memory and was ended/,
  },
  'whose child outside its group eats the memory is not judged': {
    does: `start(process.execPath, ['-e', 'const held = []; for (;;) held.push(Buffer.alloc(1e8, 1))'], { detached: true }); setInterval(() => {}, 1000)`,
    setup: /the client uses more than 1024 MB of memory and was ended/,
  },
}

for (const [what, { does, only = one, ...expected }] of Object.entries(rows)) {
  t.test(`a command ${what}`, { buffered: true, timeout: 90_000 }, async (t) => {
    const folder = t.testdir({ 'client.mjs': commandOf(does) })
    expect(t, await judged({ role: 'client', kind: 'command', command: [execPath, `${folder}/client.mjs`] }, { only }), expected)
    t.same(processesOf(folder), [], 'no process is left')
  })
}
