import type { Json } from '../../../spec/verdict.ts'
import type { Case } from '../../case.ts'
import { equal } from '../../expect.ts'
import { begin, isClosed } from '../hearing.ts'
import type { Client, ClientWorld } from '../world.ts'
import { undispatched } from './interface.ts'

const needs = ['object'] as const
const attributes = ['onopen', 'onmessage', 'onerror'] as const

/** Looks at each event handler attribute. */
const eachAttribute = (look: (seen: { readonly [what: string]: Json }, name: string) => void) => async (world: ClientWorld) => {
  for (const name of attributes) look((await world.inspect({ attribute: name })) as { readonly [what: string]: Json }, name)
}

const called = async (client: Client, name: string): Promise<void> => void (await client.until(`the call of ${name}`, isClosed))

/** The event handler attributes: what they hold, and when they are called. */
export const handlerCases: readonly Case<ClientWorld>[] = [
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
]
