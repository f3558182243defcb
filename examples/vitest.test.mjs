// npx vitest run examples/vitest.test.mjs
import { conformance } from 'sse-conformance'
import { test } from 'vitest'

conformance({ role: 'parser', kind: 'reference' }, test)
