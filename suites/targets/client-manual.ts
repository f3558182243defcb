import type { ClientConnection } from './client-connection.ts'

/** An address that a person connects a client to, and what will be asked there. */
export type Invitation = { readonly url: string; readonly what: string }

export type ManualOptions = {
  /** Where the kit listens, as the client is to write it. */
  readonly host: string
  /** Nobody is waited for beyond this, in milliseconds from now. */
  readonly patience: number
  readonly onInvitation: (invitation: Invitation) => void
}

/** A client that the kit cannot start: whoever connects to an address is judged there, by what it asks, since nobody tells what it hears. */
export const openClientManual = ({ host, patience, onInvitation }: ManualOptions): ClientConnection => ({
  manual: { host, until: performance.now() + patience },
  async open(url, _options, _listener, { what = '' }) {
    onInvitation({ url, what })
    return { close: async () => {} }
  },
  reproduce: (caseId) => `npx sse-conformance client --manual --only ${caseId}`,
  close: async () => {},
})
