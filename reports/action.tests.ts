// A tap entry of its own, as gate.tests.ts: what decides in CI, from a workflow.
await import('./action.test.ts')

export {}
