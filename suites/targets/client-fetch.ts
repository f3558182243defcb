import type { ConnectionOptions } from 'node:tls'
import type { Agent } from 'undici'
import type { Trusting } from '../../reference/mutants/client/mutant.ts'
import type { Trust } from './trust.ts'

type Fetch = typeof fetch

const careless: Readonly<Record<Trusting, Pick<ConnectionOptions, 'rejectUnauthorized' | 'checkServerIdentity'>>> = {
  anybody: { rejectUnauthorized: false },
  'any-name': { checkServerIdentity: () => undefined },
}

/** How the embedded client makes requests where it is told of an authority: over HTTP/2 where the server agrees. Made when first asked for. */
export const createFetches = (trusts: Trusting | undefined) => {
  const agents = new Map<Trust, Agent>()
  return {
    async get(trusting: Trust): Promise<Fetch> {
      const { Agent, fetch } = await import('undici')
      const known = agents.get(trusting)
      const dispatcher = known ?? new Agent({ allowH2: true, connect: { ca: trusting.ca, ...(trusts ? careless[trusts] : {}) } })
      agents.set(trusting, dispatcher)
      return ((input, init) => fetch(input as string, { ...(init as object), dispatcher })) as Fetch
    },
    async close() {
      await Promise.all([...agents.values()].map((agent) => agent.destroy()))
    },
  }
}
