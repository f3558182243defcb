/** The statuses whose Location browsers follow (Fetch 2.2.3). */
const redirects: readonly number[] = [301, 302, 303, 307, 308]

/** As many redirects as Fetch follows (4.4). */
export const mostRedirects = 20

export const isRedirect = (status: number): boolean => redirects.includes(status)

/** Where a redirect leads. A run never leaves the hosts it was given, and what was encrypted stays so: else `refused` says why not. */
export type Redirect = { readonly to: URL; readonly refused?: 'another host' | 'an unencrypted URL' } | 'no URL'

export const redirectFrom = (from: URL, location: string): Redirect => {
  if (!URL.canParse(location, from)) return 'no URL'
  const to = new URL(location, from)
  if (from.protocol === 'https:' && to.protocol !== 'https:') return { to, refused: 'an unencrypted URL' }
  return to.hostname === from.hostname && /^https?:$/.test(to.protocol) ? { to } : { to, refused: 'another host' }
}
