import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { execPath } from 'node:process'
import t from 'tap'
import { firstPace, slower } from './ask-until-up.ts'
import { quoteWords } from './shell.ts'
import { type Patience, startServer } from './start.ts'

/** A port that nothing listens on. */
const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

/** A shell line for a Node program that may use `port`, `spawn` and `listen(handler)`. */
const program = (port: number, source: string): string => {
  const before = `const { spawn } = require('node:child_process'); const port = ${port}
const listen = (handler) => require('node:http').createServer(handler).listen(port, '127.0.0.1')`
  return quoteWords([execPath, '-e', `${before}\n${source}`])
}

const never = new AbortController().signal
const until = (port: number, command: string, patience: Patience = {}, signal = never) =>
  startServer({ command, waitFor: `http://127.0.0.1:${port}/?token=s3same` }, signal, patience)

const refused = async (port: number): Promise<boolean> => {
  const socket = connect(port, '127.0.0.1')
  const error = await once(socket, 'connect').catch(({ code }: NodeJS.ErrnoException) => code)
  socket.destroy()
  return error === 'ECONNREFUSED'
}

const running = (words: string): readonly string[] =>
  execFileSync('ps', ['-eo', 'stat=,args='])
    .toString()
    .split('\n')
    .filter((line) => line.endsWith(words) && !line.startsWith('Z'))

/** A duration that no other process sleeps for. */
const odd = () => `${1e9 + Math.floor(Math.random() * 1e9)}`

t.test('a server that streams without an end is up with the head of its answer, and gone when closed', async (t) => {
  const port = await freePort()
  const server = await until(port, program(port, `listen((_, response) => response.writeHead(503).write('data: a\\n\\n'))`))
  t.notOk(await refused(port))
  await server.close()
  t.ok(await refused(port))
})

t.test('a server that takes its time is waited for, also where it does not answer the first requests', async () => {
  const port = await freePort()
  const source = `let asked = 0
setTimeout(() => listen((request, response) => (asked += 1) < 3 ? request.destroy() : response.end()), 300)`
  await (await until(port, program(port, source))).close()
})

t.test('a server that has its own words instead of HTTP is up', async () => {
  const port = await freePort()
  const source = `require('node:net').createServer((socket) => socket.end('220 hello\\r\\n')).listen(port, '127.0.0.1')`
  await (await until(port, program(port, source))).close()
})

t.test('the header fields are sent, and the credentials of the URL', async (t) => {
  const port = await freePort()
  const folder = t.testdir({})
  const source = `listen((request, response) => { require('node:fs').writeFileSync('${folder}/seen', JSON.stringify(request.headers)); response.end() })`
  const waitFor = `http://ann:sesame@127.0.0.1:${port}/`
  await (await startServer({ command: program(port, source), waitFor, headers: [['X-Tenant', 'blue']] }, never)).close()
  const basic = `Basic ${Buffer.from('ann:sesame').toString('base64')}`
  t.match(JSON.parse(readFileSync(`${folder}/seen`, 'utf8')), { 'x-tenant': 'blue', authorization: basic })
})

t.test('a server that ends at once is told with its exit code and what it wrote', async (t) => {
  const port = await freePort()
  const source = `console.log('booting'); console.error('no database'); process.exitCode = 7`
  await t.rejects(until(port, program(port, source)), {
    name: 'SetupError',
    message: 'the server ended before it answered: exit code 7',
    hint: /in the foreground/,
    stderr: 'booting\nno database',
  })
  await t.rejects(until(port, 'no-such-program-at-all'), { message: /exit code 127/, stderr: /not found/ })
})

t.test('a server that never answers is told with the reason and the last of its output, and ended', async (t) => {
  const silent = await freePort()
  const source = `console.log('x'.repeat(90) + '\\n' + 'y\\n'.repeat(3000) + 'ready'); setInterval(() => {}, 1000)`
  const error = await until(silent, program(silent, source), { timeout: 700 }).catch((error) => error)
  t.match(error, { name: 'SetupError', message: /did not answer at http:\/\/127\.0\.0\.1:\d+\/ within 0\.7 s: nothing listens there/ })
  t.match(error, { hint: /--wait-for/, stderr: /^y\n[y\n]*\nready$/ })
  t.ok(error.stderr.length > 4000 && error.stderr.length < 4096)
  t.notMatch(error.message, 's3same')

  const mute = await freePort()
  await t.rejects(until(mute, program(mute, 'listen(() => {})'), { timeout: 2000 }), { message: /gives no answer to a request/ })
  t.ok(await refused(mute))
})

t.test('a port that is taken is told before anything is started', async (t) => {
  const server = createServer().listen(0, '127.0.0.1')
  t.teardown(() => server.close())
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const folder = t.testdir({})
  await t.rejects(until(port, `touch ${quoteWords([folder])}/started`), {
    name: 'SetupError',
    message: /something listens at http:\/\/127\.0\.0\.1:\d+\/ before the server is started/,
  })
  t.throws(() => readFileSync(`${folder}/started`), { code: 'ENOENT' })
})

t.test('what is no URL of HTTP is told', async (t) => {
  for (const waitFor of ['localhost:3000', 'http://[', 'ftp://127.0.0.1/'])
    await t.rejects(startServer({ command: 'true', waitFor }, never), { name: 'SetupError', hint: /http:\/\/ or https:\/\// })
})

t.test('a server may close what it holds before it is gone, also behind a shell', async (t) => {
  const port = await freePort()
  const folder = t.testdir({})
  const source = `listen((_, response) => response.end())
process.on('SIGTERM', () => setTimeout(() => { require('node:fs').writeFileSync('${folder}/closed', ''); process.exit() }, 200))`
  await (await until(port, `true; ${program(port, source)}; true`, { grace: 20_000 })).close()
  t.equal(readFileSync(`${folder}/closed`, 'utf8'), '')
})

t.test('a server that ignores SIGTERM is killed after the grace', async (t) => {
  const port = await freePort()
  const source = `process.on('SIGTERM', () => {}); listen((_, response) => response.end())`
  const server = await until(port, program(port, source), { grace: 300 })
  const began = performance.now()
  await server.close()
  t.ok(performance.now() - began >= 300)
  t.ok(await refused(port))
})

/** Starts children that sleep, in the group and outside of it. */
const leaving = (time: string) =>
  `for (const detached of [false, true]) spawn('sleep', ['${time}'], { detached, stdio: 'inherit' }).unref()`

t.test('the children are ended too, in the group and outside of it', async (t) => {
  const [port, time] = [await freePort(), odd()]
  const server = await until(port, program(port, `${leaving(time)}; listen((_, response) => response.end())`), { grace: 300 })
  t.equal(running(`sleep ${time}`).length, 2)
  await server.close()
  t.same(running(`sleep ${time}`), [])
})

t.test('what a server that ended left running is ended too', async (t) => {
  const [port, time] = [await freePort(), odd()]
  await t.rejects(until(port, program(port, leaving(time))), { message: /exit code 0/ })
  t.same(running(`sleep ${time}`), [])
})

t.test('an interrupt ends the waiting with its own reason, and what was started', async (t) => {
  const [port, time] = [await freePort(), odd()]
  const controller = new AbortController()
  const asking = createServer((_, response) => response.end()).listen(0, '127.0.0.1')
  await once(asking, 'listening')
  t.teardown(() => asking.close())
  asking.once('request', () => controller.abort(new Error('enough')))
  const tell = `require('node:http').get('http://127.0.0.1:${(asking.address() as AddressInfo).port}/').on('response', (r) => r.resume())`
  await t.rejects(until(port, program(port, `${leaving(time)}; ${tell}; setInterval(() => {}, 1000)`), {}, controller.signal), {
    message: 'enough',
  })
  t.same(running(`sleep ${time}`), [])
})

t.test('nothing is started for a run that is over', async (t) => {
  await t.rejects(until(await freePort(), 'true', {}, AbortSignal.abort(new Error('over'))), { message: 'over' })
})

t.test('however often it is tried, a try and its pause stay short', async (t) => {
  let pace = firstPace
  for (let tries = 0; tries < 1000; tries += 1) pace = slower(pace)
  t.same(pace, { patience: 30_000, pause: 500 })
})
