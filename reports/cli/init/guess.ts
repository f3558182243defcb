import type { ServerConfig } from '../config.ts'

/** A server as it is to be audited, as far as its package.json tells. */
export type Guess = Pick<ServerConfig, 'start' | 'method' | 'headers' | 'body'> & { readonly url: string }

/** Guesses from the text of a package.json, which may be anything; what it takes over are names it knows and the digits of a port. */
export const guessOf = (text: string): Guess => {
  const { scripts, dependencies } = manifestOf(text)
  const name = ['start', 'dev'].find((one) => typeof scripts[one] === 'string')
  const script = name === undefined ? '' : String(scripts[name])
  const origin = `http://127.0.0.1:${portIn(script) ?? usualPortOf(script)}`
  const [, { path, ...how }] = kinds.find(([library]) => library in dependencies) ?? ['', { path: '/events' }]
  return { url: `${origin}${path}`, ...(name === undefined ? {} : { start: name === 'start' ? 'npm start' : `npm run ${name}` }), ...how }
}

/** What a server that is built with a library does otherwise than most. */
const kinds: readonly (readonly [library: string, kind: Omit<Guess, 'url' | 'start'> & { readonly path: string }])[] = [
  [
    '@modelcontextprotocol/sdk',
    {
      path: '/mcp',
      method: 'POST', // a GET opens a stream only within a session
      headers: { 'Content-Type': 'application/json', Accept: 'application/json, text/event-stream' },
      body: JSON.stringify({
        ...{ jsonrpc: '2.0', id: 1, method: 'initialize' },
        params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'sse-conformance', version: '0' } },
      }),
    },
  ],
  ['better-sse', { path: '/sse' }],
]

type Entries = Readonly<Record<string, unknown>>

const manifestOf = (text: string): { readonly scripts: Entries; readonly dependencies: Entries } => {
  try {
    const { scripts, dependencies } = JSON.parse(text)
    return { scripts: { ...scripts }, dependencies: { ...dependencies } }
  } catch {
    return { scripts: {}, dependencies: {} }
  }
}

/** Of PORT=4000, --port 4000, --port=4000 or -p 4000. */
const portIn = (script: string): string | undefined => /(?:\bPORT=|--port[ =]|\s-p )(\d{2,5})\b/.exec(script)?.[1]

/** Where a tool listens that is told no port. */
const usualPorts: Readonly<Record<string, number>> = { vite: 5173, wrangler: 8787, astro: 4321 }

const usualPortOf = (script: string): number => script.split(/\s+/).flatMap((word) => usualPorts[word] ?? [])[0] ?? 3000
