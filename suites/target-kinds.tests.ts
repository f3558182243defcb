// A tap entry of its own, beside targets.tests.ts: every kind of target with right, wrong, crashing and hanging programs.
delete process.env.NODE_V8_COVERAGE // as in tests.ts

await import('./targets/targets.test.ts')

export {}
