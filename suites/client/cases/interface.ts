import type { Json } from '../../../spec/verdict.ts'
import type { Case } from '../../case.ts'
import { equal, Unobserved, Violation } from '../../expect.ts'
import { begin, isClosed, isError } from '../hearing.ts'
import type { Client, ClientWorld } from '../world.ts'

const needs = ['object'] as const
const constants = { CONNECTING: 0, OPEN: 1, CLOSED: 2 } as const

const constantsOn = (owner: 'interface' | 'prototype' | 'object' | 'changed') => async (world: ClientWorld) => {
  const seen = (await world.inspect({ constants: true })) as { readonly [owner: string]: Json }
  equal(seen[owner] ?? null, constants, 'the constants')
}

const attributes = ['onopen', 'onmessage', 'onerror'] as const

/** Looks at each event handler attribute. */
const eachAttribute = (look: (seen: { readonly [what: string]: Json }, name: string) => void) => async (world: ClientWorld) => {
  for (const name of attributes) look((await world.inspect({ attribute: name })) as { readonly [what: string]: Json }, name)
}

const called = async (client: Client, name: string): Promise<void> => void (await client.until(`the call of ${name}`, isClosed))

const undispatched = ({ threw = null }: { readonly [what: string]: Json }) =>
  new Unobserved(`not observed: no event can be dispatched on the object: ${threw}`, 'an object that takes an Event')

/** The interface that an object has for those who use it. */
export const interfaceCases: readonly Case<ClientWorld>[] = [
  {
    id: 'client/interface/constants',
    title: 'has the constants on the interface',
    clause: 'interface.constants',
    needs,
    run: constantsOn('interface'),
  },
  {
    id: 'client/interface/constants-prototype',
    title: 'has the constants on the prototype of the interface',
    clause: 'interface.constants',
    needs,
    run: constantsOn('prototype'),
  },
  {
    id: 'client/interface/constants-object',
    title: 'has the constants on each object',
    clause: 'interface.constants',
    needs,
    run: constantsOn('object'),
  },
  {
    id: 'client/interface/constants-fixed',
    title: 'keeps the constants when an object is assigned others',
    clause: 'interface.constants',
    needs,
    run: constantsOn('changed'),
  },
  {
    id: 'client/interface/attributes-null',
    title: 'has attributes for its events that are null at first',
    clause: 'interface.handlers',
    needs,
    run: eachAttribute(({ first = null }, name) => equal(first, null, `${name} of a new object`)),
  },
  {
    id: 'client/interface/attributes-kept',
    title: 'gives back the function that an attribute was set to',
    clause: 'interface.handlers',
    needs,
    run: eachAttribute(({ keepsFunction = null }, name) => equal(keepsFunction, true, `whether ${name} is the function it was set to`)),
  },
  {
    id: 'client/interface/attributes-cleared',
    title: 'takes null, and a text as null, for an attribute',
    clause: 'interface.handlers',
    needs,
    run: eachAttribute(({ setToText = null, setToNull = null }, name) =>
      equal([setToNull, setToText], [null, null], `${name} when set to null, and to a text`),
    ),
  },
  {
    id: 'client/interface/onopen',
    title: 'calls onopen when open fires',
    clause: 'interface.handlers',
    needs,
    run: async (world) => called((await begin(world, { reactions: [{ on: 'open', as: 'attribute', act: 'close' }] })).client, 'onopen'),
  },
  {
    id: 'client/interface/onmessage',
    title: 'calls onmessage when message fires',
    clause: 'interface.handlers',
    needs,
    async run(world) {
      const { client, visit } = await begin(world, { reactions: [{ on: 'message', as: 'attribute', act: 'close' }] })
      visit.send('data: a\n\n')
      await called(client, 'onmessage')
    },
  },
  {
    id: 'client/interface/onerror',
    title: 'calls onerror when error fires',
    clause: 'interface.handlers',
    needs,
    async run({ open, origin }) {
      const client = await open(origin.url, { reactions: [{ on: 'error', as: 'attribute', act: 'close' }] })
      const visit = await origin.accept()
      visit.answer(404)
      await called(client, 'onerror')
    },
  },
  {
    id: 'client/interface/attribute-order',
    title: 'calls an attribute in the place where it was set first',
    clause: 'interface.handlers',
    needs,
    async run(world) {
      const { client, visit } = await begin(world)
      visit.send('data: a\n\n')
      const { fired } = await client.next()
      equal(fired?.through ?? [], ['onmessage'], 'what is called before a listener that was added after onmessage was set')
    },
  },
  {
    id: 'client/interface/attribute-among-listeners',
    title: 'calls an attribute between the listeners it was set between',
    clause: 'interface.handlers',
    needs,
    async run({ inspect }) {
      for (const type of ['open', 'message', 'error']) {
        const seen = await inspect({ order: type })
        if (!Array.isArray(seen)) throw undispatched(seen as { readonly [what: string]: Json })
        equal(seen, ['a listener', `on${type}`, 'a later listener'], `what is called for an event ${type}`)
      }
    },
  },
  {
    id: 'client/interface/error-listener',
    title: 'calls the listeners of open, message and error',
    clause: 'interface.event-target',
    needs,
    async run(world) {
      const { client, visit } = await begin(world)
      await client.until('the call of a listener of open', ({ kind }) => kind === 'open')
      visit.send('data: a\n\n')
      await client.next('the call of a listener of message')
      visit.end()
      await client.until('the call of a listener of error', isError)
    },
  },
  {
    id: 'client/interface/listeners',
    title: 'adds, calls and removes listeners like any other target',
    clause: 'interface.event-target',
    needs,
    async run({ inspect }) {
      const seen = (await inspect({ listeners: true })) as { readonly [what: string]: Json }
      if (seen.threw !== undefined) throw undispatched(seen)
      const expected = { added: 3, addedTwice: 3, once: 1, object: 3, removed: 0 }
      if (JSON.stringify(seen) !== JSON.stringify(expected))
        throw new Violation('listeners are not called as on another target', { expected, actual: seen })
    },
  },
]
