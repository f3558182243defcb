import t from 'tap'
import { concludeLint, type LintEnd, lintExitCode, summarizeLint } from './lint.ts'

const end = (change: Partial<LintEnd>): LintEnd => ({
  how: 'ended',
  durationMs: 0,
  bytes: 1,
  lines: 1,
  events: 0,
  lastEventId: '',
  retry: null,
  remarks: [],
  ...change,
})
const must = { clause: 'grammar.utf8', level: 'must', count: 2 } as const
const should = { clause: 'grammar.bom-once', level: 'should', count: 3 } as const
const may = { clause: 'grammar.unknown-fields', level: 'may', count: 4 } as const

t.test('remarks weigh what their level says', async (t) => {
  t.same(summarizeLint(end({ remarks: [must, should, may] })), { violations: 2, warnings: 3, notes: 4 })
})

t.test('exit codes come in their order', async (t) => {
  t.equal(lintExitCode(end({})), 0)
  t.equal(lintExitCode(end({ remarks: [should, may] })), 0)
  t.equal(lintExitCode(end({ remarks: [must], how: 'broken' })), 1)
  t.equal(lintExitCode(end({ remarks: [must], how: 'interrupted' })), 130)
  t.equal(lintExitCode(end({ how: 'broken' })), 3)
  t.equal(lintExitCode(end({ how: 'stopped' })), 0)
  t.equal(lintExitCode(end({ bytes: 0 })), 4)
  t.equal(lintExitCode(end({ bytes: 0, remarks: [must] })), 1)
})

t.test('a conclusion never sounds better than what was read', async (t) => {
  t.equal(concludeLint(end({})), 'conforms')
  t.equal(concludeLint(end({ how: 'broken' })), 'unclear')
  t.equal(concludeLint(end({ bytes: 0 })), 'nothing-to-lint')
  t.equal(concludeLint(end({ remarks: [must] })), 'does-not-conform')
})
