import { execPath } from 'node:process'
import t from 'tap'
import { exitCode } from '../../spec/results.ts'
import { misfits } from '../../spec/schema.ts'
import type { Verdict } from '../../spec/verdict.ts'
import { run } from '../run.ts'
import type { RunOptions } from '../run-options.ts'
import { suites } from '../suites.ts'

const reference = import.meta.resolve('../../reference/index.js')
type Tap = { testdir(files: Record<string, string>): string }

/** An encoder module whose function has this body; `encode` is the reference, `event` what is to be written. */
const module = (t: Tap, body: string, options: RunOptions = {}) => {
  const source = `import { encode } from '${reference}'\nlet count = 0\nexport default function (event) { ${body} }`
  const file = `${t.testdir({ 'encoder.mjs': source })}/encoder.mjs`
  return run({ role: 'encoder', kind: 'module', module: file }, { cuts: 'telling', ...options })
}

/** The same as a command, with something done for each event before it is written. */
const command = (before: string, options: RunOptions = {}) => {
  const source = `import { encode } from '${reference}'
import { createInterface } from 'node:readline'
for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
  const event = JSON.parse(line)
  ${before}
  try { process.stdout.write(encode(event)) } catch (error) { console.error(error.message); process.exit(1) }
}`
  return run(
    { role: 'encoder', kind: 'command', command: [execPath, '--input-type=module', '-e', source] },
    { cuts: 'telling', ...options },
  )
}

const red = ({ verdicts }: { readonly verdicts: readonly Verdict[] }) =>
  verdicts.filter(({ outcome }) => outcome === 'fail').map((verdict) => verdict.case)
const outcomes = ({ verdicts }: { readonly verdicts: readonly Verdict[] }) => [...new Set(verdicts.map(({ outcome }) => outcome))]

t.test('the reference passes every case, also with random values', async (t) => {
  const results = await run({ role: 'encoder', kind: 'reference' })
  t.same(outcomes(results), ['pass'])
  t.equal(results.verdicts.length, suites.encoder.length)
  t.same(misfits('results', results), [])
})

t.test('a module and a command that are right pass', async (t) => {
  t.same(outcomes(await module(t, 'return encode(event)', { skip: ['encoder/*/megabyte'] })), ['pass'])
  t.same(outcomes(await module(t, 'return new TextEncoder().encode(encode(event))', { only: ['encoder/data'] })), ['pass'])
  t.same(outcomes(await command('', { only: ['encoder/event/colons', 'encoder/grammar'] })), ['pass'])
})

t.test('a wrong encoder is red with the smallest event, both sides and the bytes', async (t) => {
  const results = await module(t, 'return encode({ ...event, data: event.data?.replaceAll("\\r", "") })', { seed: 'mine' })
  const [failure] = results.verdicts.filter(({ case: id }) => id === 'encoder/data/cr')
  t.match(failure, { outcome: 'fail', reason: /^\{"data":"a\\rb"\} is read back otherwise/, clause: 'grammar.data-lines' })
  t.match(failure?.expected, { events: [{ data: 'a\nb' }] })
  t.match(failure?.actual, { events: [{ data: 'ab' }] })
  t.match(failure?.reproduce, /encoder --module .* --only encoder\/data\/cr --seed mine/)
  t.match(failure?.wire?.lines[0], { direction: 'sent', bytes: '{"data":"a\\rb"}\n' })
  t.match(failure?.wire?.lines[1], { direction: 'received', bytes: 'data: ab\n', reading: /data buffer/ })
})

t.test('random values find what no example shows, and shrink', async (t) => {
  const results = await module(t, 'return encode({ ...event, data: event.data?.replace("b b", "b") })', {
    cuts: 'all',
    only: ['encoder/data/colons', 'encoder/grammar/ends-with-blank-line'],
    seed: 'mine',
  })
  t.same(red(results), ['encoder/data/colons'])
  t.match(results.verdicts.find(({ outcome }) => outcome === 'fail')?.reason, /^\{"data":"[^"]{1,8}"\} is read back/)
})

t.test('an encoder that refuses what the format can carry is red', async (t) => {
  const results = await module(t, 'if (event.data.includes("\\u0000")) throw new Error("no NUL here"); return encode(event)', {
    only: ['encoder/data'],
  })
  const failure = results.verdicts.find(({ outcome }) => outcome === 'fail')
  t.match(failure, {
    case: 'encoder/data/null',
    reason: /^refuses \{"data":"\\u0000"\}, which the format can carry/,
    actual: /no NUL here/,
  })
})

t.test('a refusal counts only when the harmless event is taken before and after', async (t) => {
  const sulking = 'if (/[\\r\\n]/.test(event.id)) count = 9; if (count) throw new Error("no"); return encode(event)'
  const results = await module(t, sulking, { only: ['encoder/injection/id-lf'], jobs: 1 })
  t.match(results.verdicts[0], { outcome: 'fail', reason: /^refuses the harmless .* too/ })
})

t.test('an encoder that refuses everything, or writes nothing, is not judged', async (t) => {
  const refusing = await module(t, 'throw new Error("not today")')
  t.match(refusing.setup, { reason: /refuses a plain event/, stderr: /not today/ })
  const mute = await module(t, 'return ""')
  t.match(mute.setup?.reason, /writes no data for a plain event; it writes nothing/)
  const odd = await module(t, 'return 1')
  t.match(odd.setup?.reason, /neither text nor bytes/)
  for (const results of [refusing, mute, odd]) t.equal(exitCode([results]), 3)
})

t.test('dropping the event or neutralising the value are no forgery', async (t) => {
  const options = { only: ['encoder/injection'] }
  for (const body of [
    'try { return encode(event) } catch { return "" }',
    'const clean = (text) => text?.replace(/[\\r\\n\\0]+/g, " "); return encode(JSON.parse(JSON.stringify({ ...event, id: clean(event.id), event: clean(event.event), comment: clean(event.comment) })))',
    'const cut = (text) => text?.split(/[\\r\\n\\0]/)[0]; return encode(JSON.parse(JSON.stringify({ ...event, id: cut(event.id), event: cut(event.event), comment: cut(event.comment) })))',
    'const { comment, ...rest } = event; return (comment ?? "").split(/\\r\\n|\\r|\\n/).map((line) => encode({ comment: line })).join("") + (() => { try { return encode(rest) } catch { return "" } })()',
  ])
    t.same(red(await module(t, body, options)), [], body)
})

t.test('an encoder that gives every event an ID and a type of its own is judged all the same', async (t) => {
  const results = await module(t, 'count += 1; return encode({ id: count + "-own", event: "update", ...event })')
  t.same(red(results), [])
})

t.test('what is not its own is judged, though it comes unasked', async (t) => {
  const leaking =
    'const { event: type = globalThis.type } = event; globalThis.type = type; return encode(type === undefined ? event : { ...event, event: type })'
  t.ok(red(await module(t, leaking, { only: ['encoder/stream'] })).includes('encoder/stream/keeps-events-apart'))
  const words = 'return `event: ${event.event}\\nid: ${event.id ?? ""}\\n` + encode({ data: event.data })'
  t.ok(red(await module(t, words, { only: ['encoder/stream'] })).includes('encoder/stream/nothing-of-what-is-absent'))
})

t.test('an encoder that numbers its events and takes no ID is not asked for any', async (t) => {
  const results = await module(
    t,
    'count += 1; const { id, event: type, retry, ...rest } = event; return encode({ id: `${count}-own`, event: "update", retry: 3000, ...rest })',
  )
  t.same(red(results), [])
  t.ok(results.verdicts.some(({ outcome }) => outcome === 'skip'))
})

t.test('data with a CR may be refused, and LF may not', async (t) => {
  const options = { only: ['encoder/data', 'encoder/injection'] }
  t.same(red(await module(t, 'if (event.data?.includes("\\r")) throw new Error("no CR"); return encode(event)', options)), [])
  const noLf = red(await module(t, 'if (event.data?.includes("\\n")) throw new Error("no LF"); return encode(event)', options))
  t.ok(noLf.includes('encoder/data/lf') && !noLf.some((id) => id.startsWith('encoder/injection')))
})

t.test('an encoder that writes comments only where they stand alone is judged there', async (t) => {
  const apart =
    'const { comment, ...rest } = event; return comment === undefined ? encode(event) : event.data === undefined ? `:${comment}\\n\\n` : encode(rest)'
  const results = await module(t, apart, { only: ['encoder/comment', 'encoder/injection/comment-*'] })
  t.same(red(results), ['encoder/injection/comment-lf', 'encoder/injection/comment-cr', 'encoder/injection/comment-crlf'])
})

t.test('a line end that only ends a value is found too', async (t) => {
  const trailing =
    'for (const key of ["event", "id", "comment"]) if (/[\\r\\n](?!$)/.test(event[key] ?? "")) throw new Error("no"); const field = (key) => event[key] === undefined ? "" : `${key === "comment" ? "" : key}: ${event[key]}\\n`; return field("comment") + field("id") + field("event") + encode({ data: event.data })'
  const found = red(await module(t, trailing, { only: ['encoder/injection'] }))
  for (const key of ['event', 'id']) t.ok(found.includes(`encoder/injection/${key}-lf`), key)
})

t.test('what an encoder never writes is not observed', async (t) => {
  const results = await module(t, 'return encode({ data: event.data ?? "" })')
  t.same(red(results), [])
  const skipped = results.verdicts.filter(({ outcome }) => outcome === 'skip')
  t.match(skipped[0]?.reason, /was given a type and wrote no event field/)
  t.ok(skipped.some(({ unlock }) => unlock?.includes('hand on comment')))
})

t.test('an encoder that crashes, exits, hangs or floods fails where it does, and the rest is judged', async (t) => {
  const options = { only: ['encoder/data/null', 'encoder/data/bom'] }
  const whenNull = (act: string) => `if (event.data?.includes("\\u0000")) { ${act} }`
  for (const [act, reason, timeout] of [
    ['process.exit(7)', /exits with 7/, undefined],
    ['for (;;);', /gives no answer within 3 s/, 3000],
    ['setTimeout(() => { throw new Error("later") }); return new Promise(() => {})', /crashes its process/, undefined],
  ] as const) {
    const results = await module(t, `${whenNull(act)} return encode(event)`, { ...options, timeout })
    t.same(red(results), ['encoder/data/null'], act)
    t.match(results.verdicts.find(({ outcome }) => outcome === 'fail')?.reason, reason)
  }
  const crashing = await command(whenNull('process.exit(9)'), options)
  t.match(
    crashing.verdicts.find(({ outcome }) => outcome === 'fail'),
    { case: 'encoder/data/null', reason: /the command exits with 9/ },
  )
})

t.test('a command that crashes, hangs, is mute or is absent is not judged', async (t) => {
  const setup = async (words: readonly string[]) =>
    (await run({ role: 'encoder', kind: 'command', command: words }, { timeout: 1500 })).setup
  t.match(await setup([execPath, '-e', 'process.exit(7)']), { reason: /the command exits with 7/ })
  t.match(await setup([execPath, '-e', 'throw new Error("boom")']), { reason: /refuses a plain event/, stderr: /boom/ })
  t.match(await setup([execPath, '-e', 'setInterval(() => {}, 1000)']), { reason: /gives no answer within 1.5 s/ })
  t.match(await setup([execPath, '-e', '0']), { reason: /it writes nothing/ })
  t.match(await setup(['./no-such-encoder']), { reason: /there is no such command/ })
})

t.test('a slow encoder is not red: what there was no time for is skipped', async (t) => {
  const results = await module(t, 'await_: { const until = Date.now() + 300; while (Date.now() < until); } return encode(event)', {
    only: ['encoder/injection/id-lf'],
    timeout: 1500,
    jobs: 1,
  })
  t.match(results.verdicts[0], { outcome: 'skip', reason: /too slow/, unlock: /--timeout/ })
})
