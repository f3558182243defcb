import t from 'tap'
import { moduleOf } from './hostile-clients.tests.ts'
import { type Expected, expect, judged, processesOf } from './hostile-run.tests.ts'

t.setTimeout(100_000)
t.jobs = 3

/** What a client does, how it closes, and which cases it is asked. */
type Row = Expected & { readonly does: string; readonly closing?: string; readonly only?: readonly string[] }

/** The first has an event that the other has not. */
const two = ['client/data/done-marker', 'client/data/three-lines']

const done = (act: string) => `follow((data) => { if (data === '[DONE]') ${act} })`

const rows: Readonly<Record<string, Row>> = {
  'that ends its process fails the case that makes it': {
    does: done('process.exit()'),
    red: [/done-marker fail target: the process of the module exits with 0/],
    passed: 1,
  },
  'that loops for ever fails the case that makes it': {
    does: done('for (;;);'),
    red: [/done-marker fail target: the process of the module is stuck/],
    passed: 1,
    within: 40,
  },
  'that eats the memory fails the case that makes it': {
    does: `const held = []; ${done('for (;;) held.push(Buffer.alloc(1e8, 1))')}`,
    red: [/done-marker fail target: the module uses more than 1024 MB of memory and was ended/],
    passed: 1,
  },
  'that leaves a rejection unhandled fails the case that makes it': {
    does: done(`Promise.reject(new Error('mine'))`),
    red: [/done-marker fail target: the client crashes its process .*Error: mine/],
    passed: 1,
  },
  'that emits a million things fails the case that makes it': {
    does: done(`for (let count = 0; count < 1e6; count += 1) emit({ data: 'flood' })`),
    red: [/done-marker fail target: the client floods: it tells more than can be kept/],
    passed: 1,
  },
  'that emits things without an end fails the case that makes it': {
    does: done(`setInterval(() => { for (let count = 0; count < 1e4; count += 1) emit({ data: 'flood' }) }, 0)`),
    red: [/done-marker fail target: the client floods: it tells more than can be kept/],
    passed: 1,
  },
  'that emits a very long text fails the case that makes it': {
    does: done(`emit({ data: 'x'.repeat(3e8) })`),
    red: [/done-marker fail target: the client floods: it tells more than can be kept/],
    passed: 1,
  },
  'that emits what is no text is told so, and nobody says that its client is wrong': {
    does: done('emit({ data: { a: 1 } })'),
    red: [/done-marker error setup: emit\(\) is given an event line that has as "data" what is no text: {"a":1}/],
    passed: 1,
  },
  'that comes back at once, whatever it is told, fails where it is not to': {
    does: 'const again = () => { follow().onerror = () => { source.close(); again() } }; again()',
    only: ['client/status/{404,204}', 'client/reconnect/not-too-early'],
    red: [/404 fail target: .*asks again/, /204 fail target: .*asks again/, /not-too-early fail target: the return comes too early/],
  },
  'that goes on asking after close() is judged as if it did not': {
    does: `follow(); const ask = () => fetch(url).then((answer) => answer.arrayBuffer()).catch(() => {}).then(ask)`,
    closing: 'ask()',
    passed: 2,
  },
  'whose children leave its group is judged as if it had none': {
    does: `import('node:child_process').then(({ spawn }) => {
      for (const env of [process.env, {}]) spawn('/bin/sleep', ['600'], { cwd: import.meta.dirname, detached: true, env }).unref()
    }); follow()`,
    passed: 2,
  },
}

for (const [what, { does, closing, only = two, ...expected }] of Object.entries(rows)) {
  t.test(`a module ${what}`, { buffered: true, timeout: 90_000 }, async (t) => {
    const folder = t.testdir({ 'client.mjs': moduleOf(does, closing) })
    expect(t, await judged({ role: 'client', kind: 'module', module: `${folder}/client.mjs` }, { only }), expected)
    t.same(processesOf(folder), [], 'no process is left')
  })
}
