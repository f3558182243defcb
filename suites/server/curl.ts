import { quoteWords } from '../targets/shell.ts'
import type { ServerAddress } from '../targets/target.ts'

/** What curl sends by itself, or what changes nothing for a person who looks. */
const usual = /^(?:user-agent|cache-control|accept-encoding: identity)/i

/** A command that makes the last of these requests again, each given as the lines of its head, and shows response and stream. */
export const curl = (address: ServerAddress, sent: readonly string[]): string => {
  const { url, http, tls, body } = address
  const start = sent.findLastIndex((line) => / HTTP\/[\d.]+$/.test(line))
  const [method = 'GET', target = '', version] = sent[start]?.split(' ') ?? []
  const asked = target === '' ? url : askedUrl(url, target)
  const names = ['host', ':authority'].map((name) => `${name}: ${new URL(url).host}`)
  const fields = sent
    .slice(start + 1)
    .filter((line) => !usual.test(line) && !names.includes(line.toLowerCase()))
    .map((line) => line.replace(/^:authority/, 'Host'))
  return quoteWords([
    'curl',
    method === 'HEAD' ? '-sI' : '-sND-',
    ...(http === '2' && url.startsWith('http:') ? ['--http2-prior-knowledge'] : []),
    ...(http === '1.1' && url.startsWith('https:') ? ['--http1.1'] : []),
    ...(version === 'HTTP/1.0' ? ['--http1.0'] : []),
    ...(tls?.insecure ? ['-k'] : []),
    ...(method === 'GET' || method === 'HEAD' ? [] : ['-X', method]),
    ...fields.flatMap((line) => ['-H', line]),
    ...(body !== undefined && method === address.method ? ['--data-binary', body] : []),
    asked,
  ])
}

/** The URL as it was given, or with the target that was asked for. */
const askedUrl = (url: string, target: string): string => {
  const { pathname, search } = new URL(url)
  return target === `${pathname}${search}` ? url : new URL(target, url).href
}
