// A tap entry of its own, as gate.tests.ts: what decides in CI, from a workflow; and clients, from the command line.
await import('./action.test.ts')
await import('./cli/client.test.ts')

export {}
