// npx tap run examples/tap.test.mjs
import { conformance } from 'sse-conformance'
import t from 'tap'

conformance({ role: 'parser', kind: 'reference' }, t.test)
