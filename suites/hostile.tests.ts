// A tap entry of its own, beside client.tests.ts: clients that crash, hang, flood, ask again and again, or leave others behind.
delete process.env.NODE_V8_COVERAGE // as in tests.ts

for (const way of ['command', 'module', 'service']) await import(`./client/hostile-${way}.test.js`)

export {}
