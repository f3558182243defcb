// A tap entry of its own, as cli.tests.ts: what decides in CI, from the command line.
await import('./cli/gate.test.ts')

export {}
