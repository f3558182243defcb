import t from 'tap'
import type { Case } from './case.ts'
import { Violation } from './expect.ts'
import { judge } from './judge.ts'
import { createRedactor } from './secrets/redact.ts'

t.test('what a verdict keeps of long lists and texts is cut, and the cut marked', async (t) => {
  const item: Case<null> = {
    id: 'client/x/y',
    title: 'tells',
    clause: 'dispatch.blank-line',
    run: async () => {
      throw new Violation('wrong', { actual: { events: Array.from({ length: 1000 }, (_, index) => `${index}`), text: 'x'.repeat(5000) } })
    },
  }
  const session = { lacks: () => false, run: async (one: Case<null>) => one.run(null), reproduce: () => '' }
  const limits = { timeout: 10_000, signal: new AbortController().signal, redactor: createRedactor([]) }
  const { actual } = (await judge(item, session, limits)) as { actual?: { events?: readonly string[]; text?: string } }
  t.equal(actual?.events?.length, 101)
  t.equal(actual?.events?.at(-1), '… (900 more)')
  t.match(actual?.text, /x… \(904 more\)$/)
})
