/** Many subscribers that check every event. Started by run.mjs, which talks to it over IPC and ends it by disconnecting. */
import { connect } from 'node:net'
import { now } from './clock.mjs'
import { createHistogram } from './histogram.mjs'
import { createScanner } from './scanner.mjs'

const request = 'GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/event-stream\r\n\r\n'
const buffer = Buffer.allocUnsafe(2 ** 16) // one for all sockets: each read is scanned before the next
const latency = createHistogram()
const seen = { delivered: 0, gaps: 0, again: 0, broken: 0 }
const lasts = []
let isOver = false

/** Resolves once the head has come: from then on nothing may be missing. */
const subscribe = (port, index) =>
  new Promise((resolve, reject) => {
    lasts[index] = 0
    const scan = createScanner((seq, at) => take(index, seq, at))
    const callback = (length) => {
      resolve()
      scan(buffer.subarray(0, length))
      return true
    }
    const socket = connect({ port, host: '127.0.0.1', onread: { buffer, callback } }, () => socket.write(request))
    socket.on('error', reject)
    socket.once('close', () => {
      if (!isOver) seen.broken += 1
    })
  })

const take = (index, seq, at) => {
  latency.add(now() - at)
  seen.delivered += 1
  if (seq <= lasts[index]) {
    seen.again += 1
    return
  }
  seen.gaps += seq - lasts[index] - 1
  lasts[index] = seq
}

const open = async ({ port, subscribers }) => {
  for (let index = 0; index < subscribers; index += 100) {
    const some = Array.from({ length: Math.min(100, subscribers - index) }, (_, offset) => subscribe(port, index + offset))
    await Promise.all(some)
  }
}

/** Waits for stragglers; what has not come after ten seconds will not. */
const finish = async (count) => {
  const end = now() + 10e6
  while (now() < end && lasts.some((last) => last < count)) await new Promise((resolve) => setTimeout(resolve, 50))
  isOver = true
  const missing = lasts.reduce((sum, last) => sum + count - last, 0)
  return { ...seen, gaps: seen.gaps + missing, ...latency.read(), cpu: process.cpuUsage() }
}

process.on('message', async (message) => {
  if ('port' in message) process.send({ opened: await open(message) })
  else process.send(await finish(message.count))
})
process.once('disconnect', () => process.exit())
