import type { Source, Steps } from '../../eventsource/source.ts'
import { standard } from '../../eventsource/steps.ts'
import { type ClientMutant, clientMutant, fetching } from './mutant.ts'

const isSecure = (url: string): boolean => url.startsWith('https:')

/** Gives up over TLS where the standard would go on. */
const givingUp = (when: (reason: string) => boolean): { readonly steps: Partial<Steps> } => ({
  steps: {
    async processResponse(source, response) {
      const next = await standard.processResponse(source, response)
      return isSecure(source.url) && when(next.reason) ? { step: 'fail', reason: next.reason } : next
    },
  },
})

/** close() ends all that was opened of the same origin over TLS. */
const closingAll = (): Partial<Steps> => {
  const open = new Map<string, Set<Source>>()
  const siblings = ({ url }: Source) => {
    const { origin } = new URL(url)
    const known = open.get(origin) ?? new Set()
    open.set(origin, known)
    return known
  }
  return {
    request(source) {
      siblings(source).add(source)
      return standard.request(source)
    },
    close(source) {
      const all = isSecure(source.url) ? [...siblings(source)] : [source]
      for (const one of all) standard.close(one)
    },
  }
}

/** Asks an origin for the next stream over TLS only when the one before has ended. */
const oneByOne = () => {
  const last = new Map<string, Promise<unknown>>()
  return fetching((right) => async (input, init) => {
    const { origin, protocol } = new URL(String(input))
    if (protocol !== 'https:') return right(input, init)
    const before = last.get(origin)
    let release = (_?: unknown) => {}
    last.set(
      origin,
      new Promise((resolve) => {
        release = resolve
      }),
    )
    await before
    const response = await right(input, init).catch((error) => {
      release()
      throw error
    })
    const [body, watched] = response.body?.tee() ?? []
    void (watched ?? new Blob([]).stream()).pipeTo(new WritableStream()).then(release, release)
    return Object.defineProperty(new Response(body ?? null, response), 'url', { value: response.url })
  })
}

/** Wrong where a stream comes over TLS. */
export const tlsMutants: readonly ClientMutant[] = [
  clientMutant('trusts-anybody', 'tls.certificate', 'takes any certificate', { trusts: 'anybody' }),
  clientMutant('trusts-any-name', 'tls.name', 'takes a certificate for any name', { trusts: 'any-name' }),
  clientMutant(
    'reset-stream-final',
    'reconnect.broken-body',
    'gives up when a stream over TLS is reset',
    givingUp((reason) => /stream/i.test(reason)),
  ),
  clientMutant(
    'goaway-final',
    'reconnect.broken-body',
    'gives up when a connection over TLS ends',
    givingUp((reason) => /broke off/.test(reason) && !/stream/i.test(reason)),
  ),
  clientMutant(
    'secure-end-final',
    'reconnect.end-of-body',
    'gives up when a stream over TLS ends',
    givingUp((reason) => /has ended/.test(reason)),
  ),
  clientMutant('one-secure-stream', 'response.line-by-line', 'reads one stream of an origin over TLS at a time', oneByOne()),
  clientMutant('closes-siblings', 'close.aborts', 'closes all streams of an origin over TLS with one of them', { steps: closingAll }),
]
