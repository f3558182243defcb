import type { EventSourceConstructor } from '../../eventsource/eventsource.ts'
import { CONNECTING } from '../../eventsource/source.ts'
import { type ClientMutant, clientMutant, fetching } from './mutant.ts'
import { remade, withValue } from './remade.ts'

type Make = (args: unknown[]) => object

/** Another way to make an object. */
const making =
  (wrong: (right: Make, args: unknown[]) => object) =>
  (made: EventSourceConstructor): EventSourceConstructor =>
    new Proxy(made, { construct: (target, args: unknown[]) => wrong((given) => Reflect.construct(target, given), args) })

/** Something else where the URL cannot be parsed. */
const unparsable = (act: (right: Make, rest: unknown[]) => object) =>
  making((right, args) => (URL.canParse(String(args[0])) ? right(args) : act(right, args.slice(1))))

export const constructorMutants: readonly ClientMutant[] = [
  clientMutant('takes-texts-only', 'constructor.url', 'takes nothing but a string for the URL', {
    wrap: making((right, args) => {
      if (typeof args[0] !== 'string') throw new TypeError('the URL is no string')
      return right(args)
    }),
  }),
  clientMutant('takes-url-objects', 'constructor.url', 'takes strings and URL objects, and no other objects', {
    wrap: making((right, args) => {
      const { href = args[0] } = Object(args[0]) as { href?: unknown }
      if (typeof href !== 'string') throw new TypeError('the URL is no string')
      return right([href, ...args.slice(1)])
    }),
  }),
  clientMutant('drops-query', 'constructor.url', 'asks for the path without the query', {
    ...fetching((right) => (input, init) => right(String(input).replace(/\?.*$/, ''), init)),
  }),
  clientMutant('throws-type-error', 'constructor.syntax-error', 'throws a TypeError for a URL that cannot be parsed', {
    wrap: unparsable(() => {
      throw new TypeError('Invalid URL')
    }),
  }),
  clientMutant('throws-own-syntax-error', 'constructor.syntax-error', 'throws the SyntaxError of the language', {
    wrap: unparsable(() => {
      throw new SyntaxError('Invalid URL')
    }),
  }),
  clientMutant('takes-any-url', 'constructor.syntax-error', 'throws nothing for a URL that cannot be parsed', {
    wrap: unparsable((right, rest) => right(['http://127.0.0.1:9/', ...rest])),
  }),
  clientMutant('url-as-given', 'constructor.url-attribute', 'gives the URL as it was given', {
    wrap: remade((object, [url]) => withValue(object, 'url', String(url))),
  }),
  clientMutant('url-without-fragment', 'constructor.url-attribute', 'gives the URL without its fragment', {
    wrap: remade((object) => withValue(object, 'url', object.url.replace(/#.*$/, ''))),
  }),
  clientMutant('unready', 'constructor.ready-state', 'has no state until the connection is open or has failed', {
    wrap: remade((object) => {
      const { get } = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(object), 'readyState') ?? {}
      let isNew = true
      for (const type of ['open', 'error']) {
        object.addEventListener(type, () => {
          isNew = false
        })
      }
      Object.defineProperty(object, 'readyState', {
        configurable: true,
        get() {
          const state = get?.call(object)
          return isNew && state === CONNECTING ? -1 : state
        },
      })
    }),
  }),
  clientMutant('credentials-as-given', 'constructor.with-credentials', 'gives withCredentials as it was given, also where it was not', {
    wrap: remade((object, [, init]) => withValue(object, 'withCredentials', (init as { withCredentials?: unknown })?.withCredentials)),
  }),
  clientMutant('credentials-never', 'constructor.with-credentials', 'says that it is without credentials whatever it was asked', {
    wrap: remade((object) => withValue(object, 'withCredentials', false)),
  }),
]
