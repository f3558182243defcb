import type { Case } from '../../case.ts'
import { equal, Violation } from '../../expect.ts'
import { begin, firedOf, nameOf } from '../hearing.ts'
import type { ClientWorld } from '../world.ts'

const needs = ['object'] as const

/** Fails unless an event of this type reaches those who listen for it. */
const heard = async (world: ClientWorld, types: readonly string[]): Promise<void> => {
  const { client, visit } = await begin(world, { types })
  for (const type of types) {
    visit.send(`event: ${type}\ndata: a\n\ndata: after ${type}\n\n`)
    const event = await client.next(`an event after one of type ${type}`)
    equal([event.type, event.data], [type, 'a'], `the event of type ${type}`)
    await client.next()
  }
}

/** An event that the server names like one of the object's own changes nothing. */
const namedLikeOwn = (type: 'open' | 'error') => async (world: ClientWorld) => {
  const { client, visit } = await begin(world)
  visit.send(`event: ${type}\ndata: a\n\ndata: b\n\n`)
  const event = await client.next(`an event that the server names ${type}`)
  equal([event.type, event.data], [type, 'a'], `the event that the server names ${type}`)
  equal(firedOf(event).interface, 'MessageEvent', 'its interface')
  equal(event.readyState ?? null, 1, 'readyState in its listener')
  visit.send('data: c\n\n')
  await client.next()
  equal((await client.next()).data, 'c', 'the event after it')
  equal(client.told.map(nameOf), ['open', 'event a', 'event b', 'event c'], 'what fires')
  equal(await client.readyState(), 1, 'readyState after it')
}

/** Whom an event reaches. */
export const namedCases: readonly Case<ClientWorld>[] = [
  {
    id: 'client/message/named-listener',
    title: 'calls the listeners of the type of an event, and no others',
    clause: 'message.named',
    needs,
    async run(world) {
      const { client, visit } = await begin(world, { types: ['own', 'Own', 'Message'] })
      visit.send('event: own\ndata: a\n\nevent: Message\ndata: b\n\ndata: c\n\n')
      while (!client.told.some((one) => one.kind === 'event' && one.data === 'c')) await client.next()
      const seen = client.told.flatMap((one) => (one.kind === 'event' ? [`${one.type} ${one.data}`] : []))
      equal(seen, ['own a', 'Message b', 'message c'], 'which listeners are called')
    },
  },
  {
    id: 'client/message/named-not-onmessage',
    title: 'does not call onmessage for an event of another type',
    clause: 'message.named',
    needs,
    async run(world) {
      const reaction = { on: 'message', data: 'a', as: 'attribute', act: 'close' } as const
      const { client, visit } = await begin(world, { types: ['own'], reactions: [reaction] })
      visit.send('event: own\ndata: a\n\ndata: b\n\n')
      await client.next('the event of another type')
      const told = await client.until('the event after it', (one) => one.kind === 'event' || one.kind === 'closed')
      if (told.kind === 'closed') throw new Violation('onmessage is called for an event of another type')
    },
  },
  {
    id: 'client/message/onmessage',
    title: 'calls onmessage for an event that says its type is message',
    clause: 'message.named',
    needs,
    async run(world) {
      const { client, visit } = await begin(world, { reactions: [{ on: 'message', as: 'attribute', act: 'close' }] })
      visit.send('event: message\ndata: a\n\n')
      await client.until('the call of onmessage', ({ kind }) => kind === 'closed')
    },
  },
  {
    id: 'client/message/types-of-objects',
    title: 'knows types that are called like members of every object',
    clause: 'message.named',
    needs,
    run: (world) => heard(world, ['constructor', 'toString', 'hasOwnProperty', '__proto__', 'valueOf', 'close', 'url', 'length']),
  },
  {
    id: 'client/message/types-beyond-ascii',
    title: 'knows types of any characters',
    clause: 'message.named',
    needs,
    run: (world) => heard(world, ['grüße', '消息', '🎉', 'a b', 'a:b', '*', '"']),
  },
  {
    id: 'client/message/named-open',
    title: 'fires an event that the server names open, and changes no state',
    clause: 'message.named-open-error',
    needs,
    run: namedLikeOwn('open'),
  },
  {
    id: 'client/message/named-error',
    title: 'fires an event that the server names error, and changes no state',
    clause: 'message.named-open-error',
    needs,
    run: namedLikeOwn('error'),
  },
]
