/** What a configuration knows of a server and no probe can find out: who may read, from where, and for how long. */
export type AccessAddress = {
  readonly origins?: Origins
  readonly credentials?: Credentials
  /** Hands out a new credential that lives shortly. */
  readonly fresh?: Source
  /** Is given what `fresh` handed out, and makes it void. */
  readonly revoke?: Source
  /** A fresh credential opens one stream, and not a second one. */
  readonly singleUse?: boolean
  /** How long after its end a credential may still do something, in milliseconds. Default: 30 s. */
  readonly grace?: number
  /** What is to appear nowhere in what the server sends. */
  readonly neverSent?: readonly string[]
  /** The server is for this machine alone. */
  readonly local?: boolean
}

/** Pages of which origins may read the stream, each as a browser writes it, such as `https://example.com`. */
export type Origins = {
  readonly allowed: readonly string[]
  /** Those that may not, beside all that look like an allowed one. */
  readonly denied?: readonly string[]
  /** Pages of allowed origins send cookies along. */
  readonly credentials?: boolean
  /** Fields that pages of allowed origins set by themselves, such as Authorization. */
  readonly headers?: readonly string[]
}

/** How somebody shows who they are: fields of the request, or a URL in the place of the usual one, which may be relative to it. */
export type Credential = { readonly headers?: readonly (readonly [name: string, value: string])[]; readonly url?: string }

/** Those that a configuration may name. */
export const credentialNames = ['good', 'bad', 'expired', 'revoked', 'limited', 'other'] as const

export type CredentialName = (typeof credentialNames)[number]

/**
 * `good` opens the stream; `bad`, `expired` and `revoked` open nothing; `limited` is valid, and does not reach as far as this stream;
 * `other` is that of another user. `anonymous`: who shows none gets a stream too.
 */
export type Credentials = { readonly [Name in CredentialName]?: Credential } & { readonly anonymous?: boolean }

/** A URL that is POSTed to, or a shell command. */
export type Source = ({ readonly url: string } | { readonly command: string }) & Pick<Credential, 'headers'>

/** A credential as it was handed out: how long it lives from then on, in milliseconds, if that was said. `raw`: for whoever is to revoke it. */
export type Fresh = { readonly credential: Credential; readonly expiresIn?: number; readonly raw: string }

/** Who hands credentials out and makes them void; rejects with a SetupError where that fails, or with the reason of the signal. */
export type Issuer = {
  readonly fresh?: (signal: AbortSignal) => Promise<Fresh>
  readonly revoke?: (fresh: Fresh, signal: AbortSignal) => Promise<void>
}
