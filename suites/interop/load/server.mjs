/** A candidate, its publisher, and what they cost. Started by run.mjs, which talks to it over IPC and ends it by disconnecting. */
import { once } from 'node:events'
import { now } from './clock.mjs'

const { server, publish } = await import(`./candidates/${process.argv[2]}.mjs`)
const padding = 'x'.repeat(24)

/** Publishes each event once it is due; its time is when it was due, so that a server too busy to publish does not look fast. */
const publishAll = async (count, rate) => {
  const start = now()
  const due = (n) => start + (n * 1e6) / rate
  let n = 0
  await new Promise((resolve) => {
    const timer = setInterval(() => {
      for (; n < count && due(n) <= now(); n += 1) publish(`${n + 1}`, { seq: n + 1, at: Math.round(due(n)), text: padding })
      if (n < count) return
      clearInterval(timer)
      resolve()
    }, 1)
  })
}

/** Megabytes each second, until asked to stop. */
const sampleMemory = () => {
  const samples = []
  const sample = () => samples.push(process.memoryUsage.rss() / 2 ** 20)
  const timer = setInterval(sample, 1000)
  sample()
  return () => {
    clearInterval(timer)
    sample()
    return samples
  }
}

/** Megabytes that are still in use after a collection: at the start, and then every minute. */
const sampleKept = () => {
  const samples = []
  const sample = () => {
    globalThis.gc()
    const { heapUsed, external } = process.memoryUsage()
    samples.push((heapUsed + external) / 2 ** 20)
  }
  const timer = setInterval(sample, 60_000)
  sample()
  return () => {
    clearInterval(timer)
    return samples
  }
}

/** Publishes all, says so, and tells what it cost once all is delivered. */
const measure = async ({ count, rate }) => {
  const before = process.cpuUsage()
  const stop = sampleMemory()
  const stopKept = sampleKept()
  await publishAll(count, rate)
  process.send('published')
  await once(process, 'message')
  const { user, system } = process.cpuUsage(before)
  process.send({ cpu: (user + system) / 1e6, memory: stop(), kept: stopKept() })
}

process.once('message', measure)
process.once('disconnect', () => process.exit())
server.listen(0, '127.0.0.1')
await once(server, 'listening')
process.send({ port: server.address().port })
