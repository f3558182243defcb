/** A certificate and its private key, as PEM texts. */
export type Identity = { readonly cert: string; readonly key: string }

/** Who vouches for servers. */
export type Authority = Identity & {
  /** A certificate for a server with these names; `expired`: that was good until an hour ago. */
  vouch(names: Names, how?: { readonly expired: boolean }): Promise<Identity>
}

export type Names = { readonly hosts: readonly string[]; readonly addresses?: readonly string[] }

const hour = 3_600_000
const day = 24 * hour

/** An authority that nobody knows yet: it lasts no longer than a run. */
export const createAuthority = async (name: string): Promise<Authority> => {
  const identity = await certify(name, {
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
    ],
  })
  return {
    ...identity,
    vouch: ({ hosts, addresses = [] }, { expired } = { expired: false }) =>
      certify(hosts[0] ?? name, {
        ca: identity,
        ...(expired ? { notAfterDate: new Date(Date.now() - hour) } : {}),
        extensions: [
          { name: 'basicConstraints', cA: false, critical: true },
          { name: 'keyUsage', digitalSignature: true, critical: true },
          { name: 'extKeyUsage', serverAuth: true },
          { name: 'subjectAltName', altNames: [...hosts.map(asHost), ...addresses.map(asAddress)] },
        ],
      }),
  }
}

const asHost = (value: string) => ({ type: 2 as const, value })
const asAddress = (ip: string) => ({ type: 7 as const, ip })

type Options = NonNullable<Parameters<typeof import('selfsigned').generate>[1]>

/** Good from yesterday on, since clocks differ, for a week. */
const certify = async (name: string, options: Options): Promise<Identity> => {
  const { generate } = await import('selfsigned')
  const { cert, private: key } = await generate([{ name: 'commonName', value: name }], {
    keyType: 'ec',
    algorithm: 'sha256',
    notBeforeDate: new Date(Date.now() - day),
    notAfterDate: new Date(Date.now() + 7 * day),
    ...options,
  })
  return { cert, key }
}
