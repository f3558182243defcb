import t from 'tap'
import { createRedactor } from './secrets/redact.ts'
import { createTape } from './tape.ts'

t.test('no half of a secret is left where the wire log is cut', async (t) => {
  const tape = createTape()
  tape.receivedStream(Buffer.from(`data: ${'x'.repeat(60_000)} open se`))
  tape.receivedStream(Buffer.from(`same${'y'.repeat(10_000)}\n`))
  const wire = tape.wire(createRedactor(['open sesame']))
  t.match(wire?.lines[0]?.bytes, /x \[redacted\]$/)
  t.notMatch(JSON.stringify(wire), /open|same/)
  t.equal(wire?.omitted.received, '[redacted]'.length + 10_001)
})
