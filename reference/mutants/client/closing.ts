import { CLOSED, CONNECTING, type Source } from '../../eventsource/source.ts'
import { standard } from '../../eventsource/steps.ts'
import { nextTask } from '../../eventsource/time.ts'
import { type ClientMutant, clientMutant } from './mutant.ts'
import { askOnce, remade, withValue } from './remade.ts'

export const fire = ({ target }: Source, type: string): void => void target.dispatchEvent(new Event(type))

/** close(), and then something else. */
const closeAnd = (then: (source: Source) => void): { close(source: Source): void } => ({
  close(source) {
    standard.close(source)
    then(source)
  },
})

/** close() does nothing that the server could see. */
export const lingering = (when: 'always' | 'connecting') => (): { close(source: Source): void } => ({
  close(source) {
    if (when === 'always' || source.readyState === CONNECTING) source.readyState = CLOSED
    else standard.close(source)
  },
})

export const closingMutants: readonly ClientMutant[] = [
  clientMutant('closes-later', 'close.ready-state', 'becomes CLOSED only in a task after close()', {
    steps: {
      close(source) {
        source.closing.abort()
        void nextTask().then(() => {
          source.readyState = CLOSED
        })
      },
    },
  }),
  clientMutant('closes-to-connecting', 'close.ready-state', 'is CONNECTING again after close() and the end of the stream', {
    wrap: remade((object) => {
      const { close } = object
      withValue(object, 'close', () => {
        close.call(object)
        void nextTask().then(() => withValue(object, 'readyState', CONNECTING))
      })
    }),
  }),
  clientMutant('lingers', 'close.aborts', 'no longer listens after close(), and keeps the connection', { steps: lingering('always') }),
  clientMutant('lingers-connecting', 'close.aborts', 'keeps a request that was not answered when it is closed', {
    steps: lingering('connecting'),
  }),
  clientMutant('aborted-retries', 'response.aborted', 'takes an aborted fetch for one that failed, and asks again', {
    steps: {
      networkError(source, error) {
        if (source.readyState === CLOSED) void askOnce(source)
        return standard.networkError(source, error)
      },
    },
  }),
  clientMutant('closes-with-error', 'close.silent', 'fires error when it is closed', {
    steps: closeAnd((source) => fire(source, 'error')),
  }),
  clientMutant('closes-with-close', 'close.silent', 'fires an event close when it is closed', {
    steps: closeAnd((source) => void source.target.dispatchEvent(new MessageEvent('close', { data: '' }))),
  }),
  clientMutant('opens-closed', 'close.connecting', 'fires open and all that follows although it was closed before the answer', {
    steps: () => ({
      ...lingering('connecting')(),
      async announce(source) {
        await nextTask()
        fire(source, 'open')
      },
    }),
  }),
  clientMutant('aborted-error', 'close.connecting', 'fires error for a request that close() has aborted', {
    steps: {
      networkError(source, error) {
        if (source.readyState === CLOSED) fire(source, 'error')
        return standard.networkError(source, error)
      },
    },
  }),
]
