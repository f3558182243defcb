import type { Json } from '../../../spec/verdict.ts'
import type { Case } from '../../case.ts'
import { equal, Violation } from '../../expect.ts'
import type { Argument, ClientWorld } from '../world.ts'

const needs = ['object'] as const

/** What the constructor makes of these; a Violation where it throws. */
const made = async ({ inspect }: ClientWorld, ...construct: readonly Argument[]) => {
  const result = await inspect({ construct })
  if ('threw' in result) throw new Violation('the constructor throws', { expected: 'an object', actual: result.threw.name })
  return result
}

/** Where nobody listens: nothing leaves this machine. */
const base = 'http://127.0.0.1:9/'

/** URLs that cannot be parsed, whatever they are relative to. */
const unparsable = ['http://', 'http://a b/', 'http://[::1', 'http://127.0.0.1:99999/', 'https://%00/'] as const

const credentials = (init: Argument | undefined, expected: Json) => async (world: ClientWorld) => {
  const { withCredentials } = await made(world, base, ...(init === undefined ? [] : [init]))
  equal(withCredentials, expected, 'the attribute withCredentials')
}

const serialized = (given: Argument, expected: string) => async (world: ClientWorld) =>
  equal((await made(world, given)).url, expected, 'the attribute url')

/** What an object is when it was just made. */
export const constructorCases: readonly Case<ClientWorld>[] = [
  {
    id: 'client/constructor/url-object',
    title: 'takes a URL object',
    clause: 'constructor.url',
    needs,
    run: serialized({ href: `${base}a?b` }, `${base}a?b`),
  },
  {
    id: 'client/constructor/url-stringified',
    title: 'takes any object that has a text',
    clause: 'constructor.url',
    needs,
    run: serialized({ text: `${base}a?b` }, `${base}a?b`),
  },
  {
    id: 'client/constructor/url-asked',
    title: 'asks for the URL as it was parsed, without the fragment',
    clause: 'constructor.url',
    needs,
    async run({ open, origin }) {
      const { pathname } = new URL(origin.url)
      await open(`${origin.url}/a b/./c/../ü?q= ü&r=%41#fragment`)
      const { target } = await origin.accept()
      equal(target, `${pathname}/a%20b/%C3%BC?q=%20%C3%BC&r=%41`, 'the target of the request')
    },
  },
  {
    id: 'client/constructor/syntax-error',
    title: 'throws SyntaxError for a URL that cannot be parsed',
    clause: 'constructor.syntax-error',
    needs,
    async run({ inspect }) {
      for (const url of unparsable) {
        const result = await inspect({ construct: [url] })
        if (!('threw' in result)) throw new Violation(`the constructor takes ${url}`, { expected: 'SyntaxError', actual: result })
        equal(result.threw.name, 'SyntaxError', `the name of what is thrown for ${url}`)
      }
    },
  },
  {
    id: 'client/constructor/dom-exception',
    title: 'throws a DOMException when it throws SyntaxError',
    clause: 'constructor.syntax-error',
    needs,
    async run({ inspect }) {
      const result = await inspect({ construct: [unparsable[0]] })
      if (!('threw' in result) || result.threw.name !== 'SyntaxError') return // the case before says so
      equal(result.threw.isDomException, true, 'whether it is a DOMException')
    },
  },
  {
    id: 'client/constructor/url-fragment',
    title: 'keeps the fragment in the attribute url',
    clause: 'constructor.url-attribute',
    needs,
    run: serialized(`${base}a#b`, `${base}a#b`),
  },
  {
    id: 'client/constructor/url-normal',
    title: 'gives the host in lower case, and no default port',
    clause: 'constructor.url-attribute',
    needs,
    run: serialized('HTTP://LOCALHOST:80', 'http://localhost/'),
  },
  {
    id: 'client/constructor/url-encoded',
    title: 'gives the URL percent-encoded',
    clause: 'constructor.url-attribute',
    needs,
    run: serialized(`  ${base}a b/./ü?q= ü#c d`, `${base}a%20b/%C3%BC?q=%20%C3%BC#c%20d`),
  },
  {
    id: 'client/constructor/connecting',
    title: 'is CONNECTING when it was just made',
    clause: 'constructor.ready-state',
    needs,
    run: async (world) => equal((await made(world, base)).readyState ?? null, 0, 'readyState of a new object'),
  },
  {
    id: 'client/constructor/connecting-unanswered',
    title: 'is CONNECTING while the request is not answered',
    clause: 'constructor.ready-state',
    needs,
    async run({ open, origin }) {
      const client = await open(origin.url)
      await origin.accept()
      equal(await client.readyState(), 0, 'readyState before the answer')
    },
  },
  {
    id: 'client/constructor/credentials-default',
    title: 'is without credentials unless it is asked for them',
    clause: 'constructor.with-credentials',
    needs,
    run: credentials(undefined, false),
  },
  {
    id: 'client/constructor/credentials-empty',
    title: 'is without credentials where the options do not name them',
    clause: 'constructor.with-credentials',
    needs,
    run: credentials({}, false),
  },
  {
    id: 'client/constructor/credentials-true',
    title: 'is with credentials where it is asked for them',
    clause: 'constructor.with-credentials',
    needs,
    run: credentials({ withCredentials: true }, true),
  },
  {
    id: 'client/constructor/credentials-truthy',
    title: 'takes any value that is true in its place for withCredentials',
    clause: 'constructor.with-credentials',
    needs,
    run: credentials({ withCredentials: 'yes' }, true),
  },
]
