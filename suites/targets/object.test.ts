import t from 'tap'
import { inspectObject } from './inspection.ts'
import { type EventSourceClass, openObject } from './object.ts'
import type { ToldLine } from './told.ts'

/** What an old library may be: listeners in a list, called with whatever there is. */
const oldLibrary = () => {
  const listeners: { readonly type: string; readonly call: (event: unknown) => void }[] = []
  const given: unknown[][] = []
  class Old {
    readyState = 1
    constructor(...args: unknown[]) {
      given.push(args)
    }
    addEventListener(type: string, call: (event: unknown) => void) {
      listeners.push({ type, call })
    }
    close() {
      if (this.readyState === 2) throw new Error('closed')
      this.readyState = 2
    }
  }
  const fire = (type: string, event: unknown) => {
    for (const one of listeners) if (one.type === type) one.call(event)
  }
  return { made: Old as unknown as EventSourceClass, fire, given }
}

t.test('an event of an old library may be anything', (t) => {
  const told: ToldLine[] = []
  const { made, fire } = oldLibrary()
  openObject(made, 'http://localhost/', {}, (line) => told.push(line))
  fire('open', undefined)
  fire('message', { data: 'a' })
  fire('error', { message: 'why' })
  t.match(told, [
    { kind: 'open', readyState: 1, fired: { interface: 'Event', onObject: false } },
    { kind: 'event', type: 'message', data: 'a', fired: { trusted: false } },
    { kind: 'error', reason: 'why' },
  ])
  t.end()
})

t.test('what the server names error or open is an event, also of a library that gives no origin', (t) => {
  const told: ToldLine[] = []
  const { made, fire } = oldLibrary()
  openObject(made, 'http://localhost/', {}, (line) => told.push(line))
  fire('error', { type: 'error', data: 'a', lastEventId: '' })
  fire('open', { type: 'open', data: 'b', lastEventId: '1' })
  t.match(told, [
    { kind: 'event', type: 'error', data: 'a' },
    { kind: 'event', type: 'open', data: 'b', lastEventId: '1' },
  ])
  t.end()
})

t.test('a reaction tells what close() left, and what it threw, once', (t) => {
  const told: ToldLine[] = []
  const { made, fire } = oldLibrary()
  const opened = openObject(made, 'http://localhost/', { reactions: [{ on: 'open', act: 'close-twice' }] }, (line) => told.push(line))
  fire('open', {})
  fire('open', {})
  opened.close()
  t.match(
    told.filter(({ kind }) => kind === 'closed'),
    [
      { readyState: 2, threw: 'Error: closed' },
      { readyState: 2, threw: 'Error: closed' },
    ],
  )
  t.equal(opened.readyState(), 2)
  t.end()
})

t.test('an object is made with a second argument only where there is something to say', (t) => {
  const { made, given } = oldLibrary()
  openObject(made, 'http://localhost/', { types: ['own'] }, () => {})
  openObject(made, 'http://localhost/', { withCredentials: true, lastEventId: '1' }, () => {})
  t.same(given, [['http://localhost/'], ['http://localhost/', { withCredentials: true, lastEventId: '1' }]])
  t.end()
})

t.test('an inspection says what is thrown, and of which kind', (t) => {
  const throwing = (error: unknown) =>
    class {
      constructor() {
        throw error
      }
    } as unknown as EventSourceClass
  const look = (error: unknown) => inspectObject(throwing(error), { construct: ['http://'] })
  t.same(look(new DOMException('', 'SyntaxError')), { threw: { name: 'SyntaxError', isDomException: true } })
  t.same(look(new SyntaxError('')), { threw: { name: 'SyntaxError', isDomException: false } })
  t.end()
})
