import { writeFileSync } from 'node:fs'
import t from 'tap'
import { stringify } from 'yaml'
import { runCommandLine } from './command-line.ts'

/** What a dry run of a server says with this under `server`. */
const told = async (folder: string, server: unknown) => {
  const file = `${folder}/c.yaml`
  writeFileSync(file, stringify({ server }))
  const texts: string[] = []
  const code = await runCommandLine(['server', '--config', file, '--dry-run'], { out: () => {}, err: (text) => void texts.push(text) })
  return { code, error: texts.join('') }
}

const url = 'http://127.0.0.1:3000/events'
const duration = 'a number of seconds above zero, or text such as 500ms, 10s or 2m'
const address = 'a URL that begins with http:// or https://'

t.test('what is wrong with a server says where it is, what was found and what is allowed', async (t) => {
  const folder = t.testdir({})
  const wrong: readonly (readonly [server: unknown, error: string])[] = [
    ['x', '/server: found "x", must be object'],
    [{ url: 'localhost:3000' }, `/server/url: found "localhost:3000", allowed: ${address}`],
    [{ url: 7 }, '/server/url: found 7, must be string'],
    [{ url, waitFor: '/health' }, `/server/waitFor: found "/health", allowed: ${address}`],
    [{ url, for: '1h' }, `/server/for: found "1h", allowed: ${duration}`],
    [{ url, for: 0 }, `/server/for: found 0, allowed: ${duration}`],
    [{ url, idle: '0s' }, `/server/idle: found "0s", allowed: ${duration}`],
    [{ url, http: 3 }, '/server/http: found 3, allowed 1.1, 2'],
    [{ url, status: 99 }, '/server/status: found 99, must be >= 200'],
    [{ url, method: 'G T' }, '/server/method: found "G T", allowed: letters, digits'],
    [{ url, headers: ['a: b'] }, '/server/headers: found ["a: b"], must be object'],
    [{ url, headers: { a: true } }, '/server/headers/a: found true, must be string'],
    [{ url, body: {} }, '/server/body: found {}, must be string'],
    [{ url, insecure: 'no' }, '/server/insecure: found "no", must be boolean'],
    [{ url, allowHeavy: 'example.com' }, '/server/allowHeavy: found "example.com", must be array'],
    [{ url, allowHeavy: [url] }, `/server/allowHeavy/0: found "${url}", allowed: a host such as example.com`],
    [{ url, publish: '/publish' }, `/server/publish: found "/publish", allowed: ${address}`],
    [{ url, data: 'xml' }, '/server/data: found "xml", allowed: text, json, or a JSON pointer'],
    [{ url, grace: 'soon' }, `/server/grace: found "soon", allowed: ${duration}`],
    [{ url, singleUse: 1 }, '/server/singleUse: found 1, must be boolean'],
    [{ url, secrets: 'abcdefgh' }, '/server/secrets: found "abcdefgh", must be array'],
    [{ url, credentials: { god: {} } }, '/server/credentials has the unknown key "god"; did you mean "good"? Known keys: good, bad, '],
    [{ url, credentials: { bad: { header: {} } } }, '/server/credentials/bad has the unknown key "header"; did you mean "headers"?'],
    [{ url, origins: { alowed: [] } }, '/server/origins has the unknown key "alowed"; did you mean "allowed"?'],
    [{ url, fresh: url }, `/server/fresh: found "${url}", must be object`],
    [{ url, waitfor: url }, '/server has the unknown key "waitfor"; did you mean "waitFor"? Known keys: url, '],
  ]
  for (const [server, error] of wrong) {
    const found = await told(folder, server)
    t.equal(found.code, 2, error)
    t.ok(found.error.startsWith(`error: ${folder}/c.yaml: ${error}`), found.error)
  }
})

t.test('what is right is taken, also a version of HTTP that YAML reads as a number', async (t) => {
  const folder = t.testdir({})
  for (const more of [
    { http: 2 },
    { http: '1.1' },
    { for: 0.5 },
    { idle: '1.5m' },
    { allowHeavy: ['::1', '[::1]:80', 'a.b:81', 'localhost'] },
  ])
    t.same(await told(folder, { url, ...more }), { code: 0, error: '' }, JSON.stringify(more))
})
