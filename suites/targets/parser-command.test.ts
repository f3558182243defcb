import { execPath } from 'node:process'
import t from 'tap'
import { openParserCommand } from './parser-command.ts'

const line = '{"type":"message","data":"x","lastEventId":""}'

t.test('a replay in pieces ends with its signal, also while it waits for the command to start', async (t) => {
  const connection = openParserCommand([execPath, '-e', `console.log('${line}'); process.stdin.resume(); setTimeout(() => {}, 3000)`])
  const { ms } = await connection.replay([Uint8Array.of(0x0a)], { signal: new AbortController().signal })
  t.ok(ms > 3000, 'the next replay in pieces waits that long before it writes')
  const controller = new AbortController()
  const began = performance.now()
  const pieces = connection.replay([Uint8Array.of(0x0a), Uint8Array.of(0x0a)], { signal: controller.signal })
  setTimeout(() => controller.abort(new Error('over')), 100)
  await t.rejects(pieces, /over/)
  t.ok(performance.now() - began < 2500)
  await connection.close()
})
