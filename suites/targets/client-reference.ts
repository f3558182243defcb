import { buildEventSource, type EventSourceConstructor } from '../../reference/eventsource/eventsource.ts'
import type { EventSourceOptions } from '../../reference/eventsource/options.ts'
import { standard } from '../../reference/eventsource/steps.ts'
import type { Trusting } from '../../reference/mutants/client/mutant.ts'
import { clientMutants } from '../../reference/mutants/client.ts'
import { Violation } from '../expect.ts'
import type { Inspection } from './client.ts'
import type { ClientConnection } from './client-connection.ts'
import { createFetches } from './client-fetch.ts'
import { inspectObject } from './inspection.ts'
import { type EventSourceClass, openObject, thrownOnPurpose } from './object.ts'
import { SetupError } from './setup-error.ts'

/** How long the embedded client waits by default, in milliseconds: nobody is spared by more. */
const reconnectionTime = 20

/** The embedded EventSource, or a mutant of it, in this process. */
export const openClientReference = (mutant?: string): ClientConnection => {
  const { made: plain, trusts } = classOf(mutant)
  const made = quickened(plain, {})
  const fetches = createFetches(trusts)
  return {
    returnsWithin: 12_000,
    async inspect(what: Inspection) {
      return inspectObject(made, what) as never
    },
    async open(url, options, { told, lost }, { trusting }) {
      const used = trusting ? quickened(plain, { fetch: await fetches.get(trusting) }) : made
      const release = options.reactions?.some(({ act }) => act === 'throw') ? catchOnPurpose() : () => {}
      const object = attempt(
        () => openObject(used, url, options, (line) => told({ ...line, at: performance.now() })),
        (error) => lost(thrown(error), { shared: false }),
      )
      return {
        async close() {
          object?.close()
          release()
        },
        readyState: async () => object?.readyState() ?? Number.NaN,
      }
    },
    reproduce: (caseId) => `npx sse-conformance --only ${caseId}`,
    close: () => fetches.close(),
  }
}

const attempt = <Result>(act: () => Result, fail: (error: unknown) => void): Result | undefined => {
  try {
    return act()
  } catch (error) {
    fail(error)
    return undefined
  }
}

const thrown = (error: unknown): Violation =>
  new Violation('the client throws when it is made', {
    expected: 'a client',
    actual: error instanceof Error ? (error.stack ?? `${error}`) : `${error}`,
  })

type Embedded = { readonly made: EventSourceConstructor; readonly trusts?: Trusting | undefined }

const classOf = (id: string | undefined): Embedded => {
  if (id === undefined) return { made: buildEventSource(standard) }
  const mutant = clientMutants.find((candidate) => candidate.id === id)
  if (!mutant) throw new SetupError(`there is no mutant ${id}`)
  return { made: mutant.build(), trusts: mutant.trusts }
}

const quickened = (made: EventSourceConstructor, further: EventSourceOptions): EventSourceClass =>
  new Proxy(made, {
    construct: (target, args: unknown[]) => {
      const [url, init] = args as [string, object | undefined]
      if (args.length === 0) return new (target as unknown as new () => object)()
      return new target(url, { reconnectionTime, ...further, ...init })
    },
  }) as unknown as EventSourceClass

let catching = 0

/** What a listener throws on purpose is no fault of this process; whatever else nobody has caught goes the way it would have gone. */
const catchOnPurpose = (): (() => void) => {
  catching += 1
  if (catching === 1)
    process.setUncaughtExceptionCaptureCallback((error) => {
      if (error.message === thrownOnPurpose) return
      process.setUncaughtExceptionCaptureCallback(null)
      setImmediate(() => {
        throw error
      })
    })
  return () => {
    catching -= 1
    if (catching === 0) setImmediate(() => catching === 0 && process.setUncaughtExceptionCaptureCallback(null))
  }
}
