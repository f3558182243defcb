import { STATUS_CODES } from 'node:http'
import { isRedirect, redirectFrom } from '../redirect.ts'
import { SetupError } from '../targets/setup-error.ts'
import type { ServerAddress } from '../targets/target.ts'
import { hasHead, isStream, linesOf } from './answer.ts'
import type { Visit } from './visit.ts'

/** Where a redirect leads that browsers follow, too; throws a SetupError where it leaves what the run was given. */
export const redirectOf = (first: Visit, { url, status = 200 }: ServerAddress): string | undefined => {
  if (!hasHead(first) || first.head.status === status || !isRedirect(first.head.status)) return undefined
  const [location] = linesOf(first, 'location')
  if (location === undefined) return undefined
  const from = new URL(url)
  const redirect = redirectFrom(from, location)
  if (redirect === 'no URL')
    throw new SetupError(`${url} redirects to ${JSON.stringify(location)}, which is no URL`, 'give the URL of the stream itself')
  const { to, refused } = redirect
  if (refused)
    throw new SetupError(
      `${url} redirects to ${to.href}, which is not followed: a run stays with the host it was given`,
      'give the URL of the stream itself, if that is meant',
    )
  to.username = from.username
  to.password = from.password
  return to.href
}

/** Why nothing can be judged after the first request, if that is so. */
export const refusalOf = (first: Visit, address: ServerAddress): SetupError | undefined => {
  const { url, status: expected = 200 } = address
  if (!hasHead(first)) return unanswered(first, url)
  const { status } = first.head
  if (status === expected) return undefined
  const isSuccess = status >= 200 && status <= 299
  if (expected === 200 && isSuccess && status !== 204 && isStream(first)) return undefined
  const answer = `the server answers ${status} ${STATUS_CODES[status] ?? ''}`.trimEnd()
  if (expected !== 200)
    return new SetupError(`${answer}, where ${expected} is expected`, 'check --status, or what the request is to be refused for')
  if (status >= 300 && status <= 399 && linesOf(first, 'location').length > 0)
    return new SetupError(`${url} redirects more than 20 times`, 'give the URL of the stream itself')
  return new SetupError(
    `${answer}, and only a 200 opens a stream`,
    cures[status] ?? (status >= 500 ? 'look into its log' : 'check the URL'),
  )
}

const cures: Readonly<Record<number, string>> = {
  204: 'it tells clients to stop; --status 204 judges such an answer',
  401: "give credentials with --header 'Authorization: …'; --status 401 judges the refusal itself",
  403: "give other credentials with --header 'Authorization: …'; --status 403 judges the refusal itself",
  404: 'check the path of the URL; --status 404 judges the refusal itself',
  405: 'check --method',
  406: 'the server does not send text/event-stream here; check the URL',
  426: 'try --http 2',
  429: 'wait, or let the server allow more requests',
}

const unanswered = ({ end }: Visit, url: string): SetupError | undefined => {
  switch (end.how) {
    case 'unreachable':
      return new SetupError(`cannot reach ${url}: ${end.reason}`, end.hint)
    case 'left':
      return new SetupError(`${url} sends no response in time`, 'flush the head before the first event, or raise --timeout')
    case 'incomplete':
      return new SetupError(`no response from ${url}: ${end.reason}`, 'look into its log; check the port and the scheme')
    case 'malformed':
      return undefined // it is HTTP, and breaks its rules: a case says so
    case 'foreign':
      return new SetupError(`what comes from ${url} cannot be read as HTTP: ${end.reason}`, 'check the port and the scheme')
    case 'too-large':
      return new SetupError(`${url}: ${end.reason}`, 'no client reads such a head; send fewer and shorter fields')
    default:
      return new SetupError(`no response from ${url}`, 'look into its log')
  }
}
