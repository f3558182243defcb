/** Puts servers under the same load, one after the other in each round; README.md of the folder above says how to read it. */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { slopeOf, tableOf } from './table.mjs'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    subscribers: { type: 'string', default: '2000' },
    rate: { type: 'string', default: '50' },
    seconds: { type: 'string', default: '60' },
    rounds: { type: 'string', default: '2' },
  },
})
const candidates = positionals.length > 0 ? positionals : ['reference', 'better-sse']
const [subscribers, rate, seconds, rounds] = [values.subscribers, values.rate, values.seconds, values.rounds].map(Number)
const count = rate * seconds

/** A process, and what it sends; one that ends before it was asked to is an error. */
const start = (file, ...words) => {
  const child = fork(new URL(file, import.meta.url), words, { execArgv: ['--expose-gc'] })
  const ended = new Promise((_, reject) => child.once('exit', (code, signal) => reject(new Error(`${file} ended: ${signal ?? code}`))))
  ended.catch(() => {})
  return {
    tell: (message) => child.send(message),
    hear: async () => (await Promise.race([once(child, 'message'), ended]))[0],
    async end() {
      if (child.exitCode !== null || child.signalCode !== null) return
      const gone = once(child, 'exit')
      child.disconnect()
      await gone
    },
  }
}

const measure = async (candidate) => {
  const server = start('server.mjs', candidate)
  const client = start('client.mjs')
  try {
    const { port } = await server.hear()
    client.tell({ port, subscribers })
    await client.hear()
    server.tell({ count, rate })
    await server.hear()
    client.tell({ count })
    const seen = await client.hear()
    server.tell('delivered')
    const { cpu, memory, kept } = await server.hear()
    return { candidate, ...seen, cpu, memory, kept, slope: slopeOf(memory), load: loadavg()[0] }
  } finally {
    await client.end()
    await server.end()
  }
}

process.stdout.write(
  `${subscribers} subscribers, ${rate} events a second for ${seconds} s, ${rounds} rounds; load ${loadavg()[0].toFixed(1)}\n`,
)
const results = []
for (let round = 0; round < rounds; round += 1) {
  for (const candidate of round % 2 === 0 ? candidates : candidates.toReversed())
    results.push({ round: round + 1, ...(await measure(candidate)) })
}
process.stdout.write(`${tableOf(results)}\n`)
