// node --experimental-vm-modules node_modules/jest/bin/jest.js examples/jest.test.mjs --testMatch '**/*.test.mjs'
import { test } from '@jest/globals'
import { conformance } from 'sse-conformance'

conformance({ role: 'parser', kind: 'reference' }, test)
