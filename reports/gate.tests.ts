// A tap entry of its own, as cli.tests.ts: what decides in CI, from the command line and from a workflow.
await import('./cli/gate.test.ts')
await import('./action.test.ts')

export {}
