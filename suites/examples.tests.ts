// The examples for test frameworks, each in a process of its own: an entry of its own, since jest alone takes as long as many tests.
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { execPath } from 'node:process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import t from 'tap'

delete process.env.NODE_V8_COVERAGE // as in tests.ts

const root = fileURLToPath(new URL('../../', import.meta.url))
const runs = promisify(execFile)

/** An example in a process of its own, which knows nothing of the framework that runs this test. */
const example = async (args: readonly string[]): Promise<string> => {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(?:TAP|NODE_OPTIONS|NODE_TEST|_TAPJS)/.test(name)))
  const { stdout, stderr } = await runs(execPath, args, { cwd: root, env, maxBuffer: 2 ** 26 })
  return stdout + stderr
}
const bin = (name: string) => `node_modules/${name}`
const without = (file: string) => !existsSync(`${root}${file}`) && `${file} is not installed`

t.test('the example for node:test passes', async (t) => {
  t.match(await example(['--test', '--test-reporter=tap', 'examples/node.test.mjs']), /# pass [1-9]\d{2}\n# fail 0/)
})

t.test('the example for tap passes', async (t) => {
  t.match(await example(['examples/tap.test.mjs']), /\n1\.\.[1-9]\d{2}\n/)
})

const vitest = bin('vitest/vitest.mjs')
t.test('the example for vitest passes', { skip: without(vitest) }, async (t) => {
  t.match(await example([vitest, 'run', 'examples/vitest.test.mjs']), /[1-9]\d{2} passed/)
})

const jest = bin('jest/bin/jest.js')
t.test('the example for jest passes', { skip: without(jest) }, async (t) => {
  const args = ['--experimental-vm-modules', jest, 'examples/jest.test.mjs', '--testMatch', '**/*.test.mjs']
  t.match(await example(args), /Tests: +[1-9]\d{2} passed/)
})
