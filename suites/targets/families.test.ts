import { existsSync } from 'node:fs'
import t from 'tap'
import { processes } from './proc.ts'
import { start } from './process.ts'

const noProc = !existsSync('/proc/self/stat') && 'kin is seen in /proc'

const child = `process.on('SIGTERM', () => {}); process.title = process.argv[1]; setInterval(() => {}, 1000); console.log('up')`

/** Starts children that ignore SIGTERM: in the group, out of it, and out of it without the mark; says so when all are up. */
const parent = (name: string, then: string) => `
const { spawn } = require('node:child_process')
const how = [{}, { detached: true }, { detached: true, env: {} }]
const children = how.map((one) => spawn(process.execPath, ['-e', ${JSON.stringify(child)}, '${name}'], { ...one, stdio: ['ignore', 'pipe', 'ignore'] }))
Promise.all(children.map(({ stdout }) => new Promise((up) => stdout.once('data', up)))).then(() => { console.log('up'); ${then} })
setInterval(() => {}, 1000)`

const living = async (name: string) => {
  const { readFileSync } = await import('node:fs')
  return processes().filter((pid) => {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(name)
    } catch {
      return false
    }
  })
}

for (const [how, then] of [
  ['is ended', ''],
  ['ends by itself', 'setTimeout(process.exit, 300)'],
] as const) {
  t.test(`when a target ${how}, its children are ended with it, wherever they went`, { skip: noProc }, async (t) => {
    const name = `kin-${process.pid}-${then.length}`
    const { child: target, leash } = await start([process.execPath, '-e', parent(name, then)], { stdio: ['ignore', 'pipe', 'pipe'] })
    await new Promise((up) => target.stdout?.once('data', up))
    t.ok((await living(name)).length >= 3)
    if (then === '') await leash.stop()
    else await leash.closed
    t.same(await living(name), [])
  })
}
