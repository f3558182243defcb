// node --test examples/node.test.mjs
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { conformance } from 'sse-conformance'

conformance({ role: 'parser', kind: 'module', module: fileURLToPath(new URL('parser.mjs', import.meta.url)) }, test)
