import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer, type RequestListener, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { execPath } from 'node:process'
import { fileURLToPath } from 'node:url'
import t, { type Test } from 'tap'
import { misfits } from '../../spec/schema.ts'
import { runCommandLine } from './command-line.ts'

const bin = fileURLToPath(import.meta.resolve('./main.js'))

/** Lints in this process; `onOut` sees what is printed as it is. */
const lint = async (args: readonly string[], onOut: (text: string) => void = () => {}) => {
  let [out, err] = ['', '']
  const code = await runCommandLine(['lint', ...args], {
    out(text) {
      out += text
      onOut(text)
    },
    err(text) {
      err += text
    },
  })
  return { code, out, err }
}

type Said = {
  readonly start?: unknown
  readonly line?: { readonly remarks: readonly { readonly clause: string }[] }
  readonly end?: unknown
}

/** What JSON Lines tell, as a document. */
const assembled = (out: string) => {
  const records = out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Said)
  return { start: records[0]?.start, lines: records.flatMap(({ line }) => line ?? []), end: records.at(-1)?.end }
}

/** A server for one test, and its URL. */
const serve = async (t: Test, listener: RequestListener): Promise<string> => {
  const server = createServer(listener)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(() => {
    server.close()
    server.closeAllConnections()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/events`
}
const stream = (response: ServerResponse) => response.writeHead(200, { 'content-type': 'text/event-stream' })

t.test('a file is told line by line, with remarks beneath and a summary', async (t) => {
  const folder = t.testdir({ stream: 'id: 1\nData: a\ndata: b\n\nretry: 5\n' })
  const { code, out, err } = await lint([`${folder}/stream`])
  t.equal(code, 1)
  t.match(out, / {3}1 {2}id: 1\\n +last event ID buffer is now "1"\n/)
  t.match(out, /unknown field "Data": ignored\n {6}– MAY {2}grammar\.unknown-fields {2}names are compared exactly/)
  t.match(out, /✗ grammar\.ends-with-blank-line[\s\S]+– grammar\.unknown-fields/, 'the worst first')
  t.match(out, /DOES NOT CONFORM {3}1 violation, 0 warnings, 1 note\n32 bytes, 5 lines, 1 event in /)
  t.match(out, /last event ID "1", reconnection time 5 ms\n$/)
  t.equal(err, '')
})

t.test('a good file is exit 0, also with advice', async (t) => {
  const folder = t.testdir({ good: 'data: a\n\n', advised: 'event: error\ndata: a\n\n' })
  t.match(await lint([`${folder}/good`]), { code: 0, out: /CONFORMS {3}0 violations, 0 warnings, 0 notes/ })
  t.match(await lint([`${folder}/advised`]), { code: 0, out: /CONFORMS {3}0 violations, 1 warning, 0 notes/ })
})

t.test('--quiet leaves out the lines without a remark', async (t) => {
  const folder = t.testdir({ stream: 'data: a\n\nData: b\n\n' })
  const { out } = await lint([`${folder}/stream`, '--quiet'])
  t.notMatch(out, 'data: a')
  t.match(out, 'Data: b')
})

t.test('--json tells a document in lines', async (t) => {
  const folder = t.testdir({ stream: Buffer.from('id: 1\ndata: \xff\n\n', 'latin1') })
  const { code, out } = await lint([`${folder}/stream`, '--json'])
  const document = assembled(out)
  t.same(misfits('lint', document), [])
  t.match(document.lines[1], { bytes: { base64: 'ZGF0YTog/wo=' }, remarks: [{ clause: 'grammar.utf8', level: 'must' }] })
  t.match(document.end, { how: 'ended', bytes: 15, lines: 3, events: 1, lastEventId: '1', retry: null })
  t.equal(code, 1)
})

t.test('an empty stream is exit 4', async (t) => {
  const folder = t.testdir({ empty: '' })
  t.match(await lint([`${folder}/empty`]), { code: 4, out: /NOTHING TO LINT[\s\S]*not one byte came/ })
})

t.test('what cannot be read is one sentence and the exit code of its kind', async (t) => {
  const folder = t.testdir({ file: 'data: a\n\n' })
  const closed = createServer().listen(0, '127.0.0.1')
  await once(closed, 'listening')
  const { port } = closed.address() as AddressInfo
  closed.close()
  await once(closed, 'close')
  const cases: readonly (readonly [readonly string[], number, RegExp])[] = [
    [[`${folder}/none`], 2, /cannot read .*none: ENOENT; name a file, a URL .* or - for stdin/],
    [[folder], 2, /is a folder/],
    [['ftp://127.0.0.1/x'], 2, /begins with http:\/\/ or https:\/\//],
    [['http://[x'], 2, /is no URL/],
    [[`${folder}/file`, '--events', '0'], 2, /whole number from 1/],
    [[`${folder}/file`, '--for', 'ever'], 2, /time above zero/],
    [[`${folder}/file`, '--report', 'htm'], 2, /no report "htm"; did you mean "html"\?/],
    [[`${folder}/file`, '--out', `${folder}/file/x`], 2, /cannot make the folder/],
    [['http://127.0.0.1:9/', '--header', 'nothing'], 2, /has no name; write it as 'Name: value'/],
    [['http://127.0.0.1:9/', '--header', `X: \${SSE_CONFORMANCE_UNSET}`], 2, /no environment variable SSE_CONFORMANCE_UNSET/],
    [[`http://127.0.0.1:${port}/`], 3, /nothing listens there \(ECONNREFUSED\)/],
  ]
  for (const [args, expected, message] of cases) {
    const { code, err } = await lint(args)
    t.equal(code, expected, args.join(' '))
    t.match(err, message)
    t.notMatch(err, /\n {4}at /, 'no stack')
  }
})

t.test('the reports are written where --out says', async (t) => {
  const folder = t.testdir({ stream: 'data: a\n\n' })
  const { out } = await lint([`${folder}/stream`, '--out', `${folder}/deep/er`])
  t.match(out, /lint\.html {2}\S*lint\.json\n$/)
  t.same(misfits('lint', JSON.parse(readFileSync(`${folder}/deep/er/lint.json`, 'utf8'))), [])
  t.match(readFileSync(`${folder}/deep/er/lint.html`, 'utf8'), /^<!doctype html>/)
})

t.test('of a long stream the reports hold the first lines, the last, and some with remarks', async (t) => {
  const good = 'data: a\n\n'.repeat(2000)
  const folder = t.testdir({ stream: `${good}data: ${'é'.repeat(5000)}\nfoo\n\n${good}` })
  const { code } = await lint([`${folder}/stream`, '--quiet', '--report', 'json', '--out', folder])
  const { lines, end } = JSON.parse(readFileSync(`${folder}/lint.json`, 'utf8'))
  const numbers = lines.map(({ number }: { number: number }) => number)
  t.same([numbers[499], numbers[500], numbers[501], numbers.at(-1), numbers.length], [500, 4002, 7504, 8003, 1001])
  t.equal(end.lines, 8003)
  t.equal(code, 0)
})

t.test('a long line is cut between characters in the reports', async (t) => {
  const folder = t.testdir({ stream: `data:${'é'.repeat(5000)}\n\n` })
  await lint([`${folder}/stream`, '--report', 'json', '--out', folder])
  const [line] = JSON.parse(readFileSync(`${folder}/lint.json`, 'utf8')).lines
  t.same([Buffer.byteLength(line.bytes), line.omitted], [4095, 10_006 - 4095])
  t.notMatch(line.bytes, '\ufffd')
})

t.test('a line on stdin is told before the next comes, and an interrupt writes what was told', async (t) => {
  const folder = t.testdir({})
  const child = spawn(execPath, [bin, 'lint', '-', '--report', 'json', '--out', folder], { stdio: ['pipe', 'pipe', 'inherit'] })
  let out = ''
  const told = new Promise<void>((resolve) =>
    child.stdout.on('data', (bytes) => {
      out += bytes
      if (out.includes('data buffer gains "a"')) resolve()
    }),
  )
  child.stdin.write('data: a\nda')
  await told
  child.kill('SIGINT')
  const [code] = await once(child, 'close')
  t.equal(code, 130)
  t.match(out, /CONFORMS {3}0 violations[\s\S]*interrupted before the stream ended/)
  t.equal(JSON.parse(readFileSync(`${folder}/lint.json`, 'utf8')).end.how, 'interrupted')
})

t.test('a line of a live response is told before the next is sent, and --events ends it', async (t) => {
  const pieces = ['ta: a\n', 'data: b\n\ndata: beyond\n']
  let send = () => {}
  const url = await serve(t, (request, response) => {
    t.match(request.headers, { accept: 'text/event-stream', 'accept-encoding': 'identity' })
    stream(response).write('da')
    send = () => void response.write(pieces.shift() ?? '')
  })
  const { code, out } = await lint([url, '--events', '1', '--json'], (text) => {
    if (/"start"|"number":1,/.test(text)) send()
  })
  const { lines, end } = assembled(out)
  t.equal(code, 0)
  t.equal(lines.length, 3)
  t.match(end, { how: 'stopped', events: 1, bytes: 17, remarks: [] })
})

t.test('what --for cuts off is no fault of the stream', async (t) => {
  const url = await serve(t, (_, response) => void stream(response).write(Buffer.from('data: a\ndata: \xc3', 'latin1')))
  const { code, out } = await lint([url, '--for', '300ms', '--json'])
  t.equal(code, 0)
  t.match(assembled(out).end, { how: 'stopped', lines: 2, remarks: [] })
})

t.test('a response that ends within a block is judged', async (t) => {
  const url = await serve(t, (_, response) => void stream(response).end('data: a\n'))
  const { code, out } = await lint([url])
  t.equal(code, 1)
  t.match(out, /· 200 · text\/event-stream\n[\s\S]*✗ MUST {2}grammar\.ends-with-blank-line/)
})

t.test('a connection that breaks is exit 3, and blames nothing on the stream', async (t) => {
  const url = await serve(t, (_, response) => void stream(response).write('data: a\n', () => response.destroy()))
  const { code, out } = await lint([url])
  t.equal(code, 3)
  t.match(out, /UNCLEAR {3}0 violations[\s\S]*reading broke off before the stream ended/)
})

t.test('a wrong Content-Type is told, and the body all the same', async (t) => {
  const types: readonly (readonly [string | string[] | undefined, string | undefined, RegExp])[] = [
    ['text/plain', 'http.media-type', /"text\/plain"; send text\/event-stream/],
    [undefined, 'http.media-type', /there is no Content-Type/],
    ['nonsense', 'http.media-type', /"nonsense"/],
    ['text/event-stream; charset=latin1', 'mime.charset', /"latin1"/],
    ['Text/Event-Stream;charset="UTF-8"', undefined, /^$/],
  ]
  for (const [type, clause, message] of types) {
    const url = await serve(
      t,
      (_, response) => void response.writeHead(200, type === undefined ? {} : { 'content-type': type }).end('data: a\n\n'),
    )
    const { code, out } = await lint([url, '--json'])
    const { start, lines } = assembled(out)
    t.match(start, { response: { remarks: clause === undefined ? [] : [{ clause, level: 'must', message }] } })
    t.same([code, lines.length], [clause === undefined ? 0 : 1, 2])
  }
})

t.test('an answer that is no stream is one sentence and exit 3', async (t) => {
  const answers: readonly (readonly [number, { readonly [name: string]: string }, RegExp])[] = [
    [404, {}, /the server answers 404 Not Found, and only a 200 opens a stream; check the URL/],
    [204, {}, /answers 204 No Content.*it tells clients to stop/],
    [401, {}, /answers 401 Unauthorized.*--header/],
    [302, {}, /answers 302 Found/],
    [302, { location: 'http://localhost:1/x' }, /redirects to another host, which is not followed; .*lint http:\/\/localhost:1\/x/],
    [302, { location: 'http://[' }, /which is no URL/],
    [302, { location: '/events' }, /redirects more than 20 times/],
    [200, { 'content-encoding': 'gzip' }, /encoding "gzip".*turn compression off/],
  ]
  for (const [status, headers, message] of answers) {
    const url = await serve(t, (_, response) => void response.writeHead(status, headers).end())
    const { code, out, err } = await lint([url])
    t.same([code, out], [3, ''])
    t.match(err, message)
    t.equal(err.trim().split('\n').length, 1)
  }
})

t.test('a redirect on the same host is followed', async (t) => {
  const url = await serve(t, ({ url: path }, response) => {
    if (path === '/events') response.writeHead(307, { location: '/moved' }).end()
    else stream(response).end('data: a\n\n')
  })
  t.match(await lint([url]), { code: 0, out: 'CONFORMS' })
})

t.test('a server that says nothing is exit 3 when --timeout is over', async (t) => {
  const url = await serve(t, () => {})
  t.match(await lint([url, '--timeout', '300ms']), { code: 3, err: /no response in time/ })
})

t.test('header fields are sent, and shown nowhere', async (t) => {
  const url = await serve(t, ({ headers }, response) => {
    const [, token = ''] = headers.authorization?.split(' ') ?? []
    const echo = [headers.authorization, token, Buffer.from(token).toString('base64'), Buffer.from(token).toString('hex')]
    stream(response).end(`data: ${echo.join(' ')}\nid: ${token}\nevent: ${headers['x-known']}\n\n${token}\n\n`)
  })
  process.env.SSE_CONFORMANCE_TOKEN = 'open sesame'
  t.teardown(() => delete process.env.SSE_CONFORMANCE_TOKEN)
  const fields = ['--header', 'Authorization: Bearer s3same', '--header', `X-Known: yes \${SSE_CONFORMANCE_TOKEN}`]
  const { out } = await lint([url, ...fields, '--json', '--out', t.testdir({})])
  t.match(out, 'data: [redacted] [redacted] [redacted] [redacted]')
  const told = out + readFileSync(`${t.testdirName}/lint.html`, 'utf8') + readFileSync(`${t.testdirName}/lint.json`, 'utf8')
  for (const secret of ['s3same', 'sesame', Buffer.from('s3same').toString('hex')]) t.notMatch(told, secret)
})

t.test('the credentials of a URL are sent as Basic, and shown nowhere', async (t) => {
  const url = await serve(t, ({ headers }, response) => void stream(response).end(`data: ${headers.authorization}\n\n`))
  const { code, out } = await lint([url.replace('//', '//ann:open%20sesame@'), '--json'])
  t.equal(code, 0)
  t.match(out, 'data: [redacted]')
  t.notMatch(out, 'sesame')
})
