import type { Case } from '../../case.ts'
import { equal, Unobserved, Violation } from '../../expect.ts'
import { type Answer, hasHead, isStream, linesOf, listOf } from '../answer.ts'
import type { Ask } from '../requests.ts'
import type { ServerWorld } from '../world.ts'

/** What the server makes of requests that do not open its stream in the usual way. */
export const methodCases: readonly Case<ServerWorld>[] = [
  answered('head', 'HEAD'),
  answered('options', 'OPTIONS'),
  answered('unknown-method', 'PROPFIND'),
  {
    id: 'server/methods/head-no-content',
    title: 'sends no content in answer to HEAD',
    clause: 'http.head-no-content',
    async run({ answer }) {
      equal((await answer('head')).stray?.count ?? 0, 0, 'the bytes after the head')
    },
  },
  {
    id: 'server/methods/head-fields',
    title: 'answers HEAD with the Content-Type of GET',
    clause: 'http.head-fields',
    async run(world) {
      const [get, head] = await bothTypes(world)
      if (head.length > 0) equal(head, get, 'Content-Type in answer to HEAD')
    },
  },
  {
    id: 'server/methods/head-omits',
    title: 'names the Content-Type in answer to HEAD too',
    clause: 'http.head-may-omit',
    async run(world) {
      const [get, head] = await bothTypes(world)
      if (get.length > 0 && head.length === 0)
        throw new Violation('HEAD is answered without the Content-Type of GET', { expected: get, actual: head })
    },
  },
  {
    id: 'server/methods/options-allow',
    title: 'tells in answer to OPTIONS what the resource can do',
    clause: 'http.options-allow',
    async run({ answer }) {
      const options = await answer('options')
      const { status } = options.head
      if (status < 200 || status > 299)
        throw new Unobserved(`not observed: OPTIONS is answered with ${status}`, 'a server that takes OPTIONS')
      const telling = ['allow', 'accept', 'dav', 'access-control-allow-methods'].some((name) => linesOf(options, name).length > 0)
      if (!telling)
        throw new Violation(isStream(options) ? 'OPTIONS is answered with the stream' : 'the answer to OPTIONS names no methods', {
          expected: 'Allow',
          actual: options.head.fields.map(([name]) => name),
        })
    },
  },
  {
    id: 'server/methods/unknown',
    title: 'refuses a method that it does not know',
    clause: 'http.501',
    async run({ answer }) {
      const unknown = await answer('unknown-method')
      const { status } = unknown.head
      if (status === 200 && isStream(unknown))
        throw new Violation('PROPFIND is answered with the stream', { expected: 'status 501 or 405', actual: status })
      const lawful = [405, 501, 207, 401, 403, 407, 429, 503]
      if (!lawful.includes(status) && (status < 300 || status > 399))
        throw new Violation(`PROPFIND is answered with ${status}`, {
          expected: 'status 501, or 405 where the method is known',
          actual: status,
        })
    },
  },
  {
    id: 'server/methods/allow',
    title: 'names the allowed methods with every 405',
    clause: 'http.405-allow',
    async run({ each, method }) {
      let judged = 0
      await each((answer) => {
        if (answer.head.status !== 405) return
        judged += 1
        if (linesOf(answer, 'allow').length === 0)
          throw new Violation('a 405 comes without Allow', { expected: `Allow: ${method}`, actual: null })
        if (!listOf(answer, 'allow').includes(method))
          throw new Violation(`Allow leaves out ${method}, which opens the stream`, { actual: linesOf(answer, 'allow') })
      })
      if (judged === 0) throw new Unobserved('not observed: nothing was answered with 405', 'a server that answers 405')
    },
  },
  {
    id: 'server/methods/not-acceptable',
    title: 'answers an Accept that excludes the stream as HTTP has it',
    clause: 'http.not-acceptable',
    async run({ answer }) {
      const { status } = (await answer('unacceptable')).head
      const isUsual = (status >= 200 && status <= 399) || [401, 403, 406, 429, 503].includes(status)
      if (!isUsual)
        throw new Violation(`a client that accepts images only gets ${status}`, {
          expected: '406, the stream, or an image',
          actual: status,
        })
    },
  },
]

function answered(ask: Ask, name: string): Case<ServerWorld> {
  return {
    id: `server/methods/answers-${name.toLowerCase()}`,
    title: `answers ${name}`,
    clause: 'http.answered',
    async run({ visit }) {
      const others = await Promise.all((['second', 'foreign-origin', 'unacceptable'] as const).map(visit))
      const asked = await visit(ask) // last, since what was asked last is what a person is told to try
      if (hasHead(asked)) return
      const isServing = others.some((one) => hasHead(one) && one.head.at > asked.began)
      if (!isServing)
        throw new Unobserved(
          `not observed: ${name} got no response, but neither did other requests beside the stream`,
          '--timeout with more time for one request',
        )
      throw new Violation(`${name} gets no response, while other requests do`, {
        actual: 'reason' in asked.end ? asked.end.reason : 'silence',
      })
    },
  }
}

/** As they mean the same: without regard to case and to white space around parameters. */
const typesOf = (answer: Answer): readonly string[] =>
  linesOf(answer, 'content-type').map((value) =>
    value
      .toLowerCase()
      .replace(/\s*;\s*/g, ';')
      .replace(/;$/, ''),
  )

const bothTypes = async ({ answer, method }: ServerWorld): Promise<readonly [get: readonly string[], head: readonly string[]]> => {
  if (method !== 'GET')
    throw new Unobserved(`not observed: the stream is opened by ${method}, not by GET`, 'a stream that is opened by GET')
  const head = await answer('head')
  const get = await answer('watch')
  if (head.head.status !== get.head.status)
    throw new Unobserved(`not observed: HEAD is answered with ${head.head.status}`, 'a server that takes HEAD')
  return [typesOf(get), typesOf(head)]
}
