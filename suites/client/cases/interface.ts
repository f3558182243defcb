import type { Json } from '../../../spec/verdict.ts'
import type { Case } from '../../case.ts'
import { equal, Unobserved, Violation } from '../../expect.ts'
import { begin, isError } from '../hearing.ts'
import type { ClientWorld } from '../world.ts'

const needs = ['object'] as const
const constants = { CONNECTING: 0, OPEN: 1, CLOSED: 2 } as const

const constantsOn = (owner: 'interface' | 'prototype' | 'object' | 'changed') => async (world: ClientWorld) => {
  const seen = (await world.inspect({ constants: true })) as { readonly [owner: string]: Json }
  equal(seen[owner] ?? null, constants, 'the constants')
}

/** The object takes no event that is made in script. */
export const undispatched = ({ threw = null }: { readonly [what: string]: Json }) =>
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
