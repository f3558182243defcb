/** The credentials of a URL as Basic has them (RFC 7617); nothing where it has none. */
export const basicOf = ({ username, password }: URL): string | undefined => {
  if (username === '' && password === '') return undefined
  return `Basic ${Buffer.from(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`).toString('base64')}`
}
