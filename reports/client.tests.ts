// A tap entry of its own, as cli.tests.ts: clients, from the command line.
await import('./cli/client.test.ts')

export {}
