import { buildEventSource, type EventSourceConstructor } from '../../reference/eventsource/eventsource.ts'
import { standard } from '../../reference/eventsource/steps.ts'
import { clientMutants } from '../../reference/mutants/client.ts'
import { Violation } from '../expect.ts'
import type { Inspection } from './client.ts'
import type { ClientConnection } from './client-connection.ts'
import { inspectObject } from './inspection.ts'
import { type EventSourceClass, openObject, thrownOnPurpose } from './object.ts'
import { SetupError } from './setup-error.ts'

/** How long the embedded client waits by default, in milliseconds: nobody is spared by more. */
const reconnectionTime = 20

/** The embedded EventSource, or a mutant of it, in this process. */
export const openClientReference = (mutant?: string): ClientConnection => {
  const made = quickened(classOf(mutant))
  return {
    returnsWithin: 12_000,
    async inspect(what: Inspection) {
      return inspectObject(made, what) as never
    },
    async open(url, options, { told, lost }) {
      const release = options.reactions?.some(({ act }) => act === 'throw') ? catchOnPurpose() : () => {}
      const object = attempt(
        () => openObject(made, url, options, (line) => told({ ...line, at: performance.now() })),
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
    async close() {},
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

const classOf = (id: string | undefined): EventSourceConstructor => {
  if (id === undefined) return buildEventSource(standard)
  const mutant = clientMutants.find((candidate) => candidate.id === id)
  if (!mutant) throw new SetupError(`there is no mutant ${id}`)
  return mutant.build()
}

const quickened = (made: EventSourceConstructor): EventSourceClass =>
  new Proxy(made, {
    construct: (target, args: unknown[]) => {
      const [url, init] = args as [string, object | undefined]
      if (args.length === 0) return new (target as unknown as new () => object)()
      return new target(url, { reconnectionTime, ...init })
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
