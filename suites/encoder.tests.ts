// A tap entry of its own: it starts many processes, and runs beside the rest.
delete process.env.NODE_V8_COVERAGE // as in tests.ts
await import('./encoder/encoder.test.ts')

export {}
