import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { execPath } from 'node:process'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import { misfits } from '../../spec/schema.ts'
import { runCommandLine } from './command-line.ts'

const write = async (folder: string) => {
  let [out, err] = ['', '']
  const code = await runCommandLine(['corpus', folder], {
    out: (text) => {
      out += text
    },
    err: (text) => {
      err += text
    },
  })
  return { code, out, err }
}
const contents = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8', withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted()
    .map((file) => [file, readFileSync(file, 'utf8')])

t.test('a corpus is written into a new folder, and tells what it holds', async (t) => {
  const folder = join(t.testdir({}), 'deep/er')
  const { code, out } = await write(folder)
  t.equal(code, 0)
  t.match(out, /^\d+ vectors of \d+ clauses are in /)
  t.same(misfits('corpus', JSON.parse(readFileSync(join(folder, 'vectors.json'), 'utf8'))), [])
  for (const name of readdirSync(folder).filter((one) => one !== 'schemas')) t.match(out, name)
  t.equal(readdirSync(folder).length, 8)
})

t.test('writing over an earlier corpus gives the same bytes, and leaves other files', async (t) => {
  const folder = t.testdir({})
  await write(folder)
  writeFileSync(join(folder, 'mine.py'), 'mine')
  const before = contents(folder)
  t.equal((await write(folder)).code, 0)
  t.same(contents(folder), before)
})

t.test('a parser that was put into a runner stays', async (t) => {
  const folder = t.testdir({})
  await write(folder)
  for (const name of readdirSync(folder).filter((one) => /^runner/i.test(one))) {
    const file = join(folder, name)
    const mine = readFileSync(file, 'utf8').replace('Call your parser here', 'Mine')
    writeFileSync(file, mine)
    await write(folder)
    t.equal(readFileSync(file, 'utf8'), mine, name)
    t.match(mine, 'Mine')
  }
})

t.test('a folder that holds something else is left as it is', async (t) => {
  const folder = t.testdir({ foreign: { 'vectors.json': '{"vectors":[]}' }, broken: { 'vectors.json': '{' }, file: '' })
  const before = contents(folder)
  for (const name of ['foreign', 'broken']) {
    const { code, err } = await write(join(folder, name))
    t.equal(code, 2)
    t.match(err, /^error: .* holds something else than a corpus; name a folder that is new, empty or an earlier corpus\n$/)
  }
  for (const name of ['file', 'file/under']) {
    const { code, err } = await write(join(folder, name))
    t.equal(code, 2)
    t.match(err, /^error: cannot write into .*: E\w+; name another folder\n$/)
  }
  t.same(contents(folder), before)
})

const skip = spawnSync('python3', ['--version']).error ? 'there is no python3 here' : false

t.test('the Python runner is green on a right parser and names what a wrong one breaks', { skip }, async (t) => {
  const script = fileURLToPath(new URL('../../../.ci/corpus.mjs', import.meta.url))
  const { status, stdout } = spawnSync(execPath, [script, 'python'], { encoding: 'utf8' })
  t.equal(status, 0, stdout)
  t.match(stdout, /ok {2}python: id-null-accepted: exit 1, [1-9]\d* named/)
})
