import type { Case } from '../../case.ts'
import { equal } from '../../expect.ts'
import { begin, isOpen, nameOf } from '../hearing.ts'
import type { ClientWorld, Reaction } from '../world.ts'

type Place = Pick<Reaction, 'on' | 'as'>

/** Later events fire, on the same connection. */
const goesOn = (place: Place) => async (world: ClientWorld) => {
  const { client, visit } = await begin(world, { types: ['own'], reactions: [{ ...place, act: 'throw' }] })
  visit.send('data: a\n\nevent: own\ndata: b\n\n')
  visit.send('data: c\n\n')
  for (const data of ['a', 'b', 'c']) equal((await client.next(`the event ${data}, after a listener has thrown,`)).data, data, 'the event')
  equal(client.told.map(nameOf), ['open', 'event a', 'event b', 'event c'], 'what fires')
  equal(await client.readyState(), 1, 'readyState after it')
}

/** It comes back from the end of a stream, and events fire on the next connection. */
const comesBack = (place: Place) => async (world: ClientWorld) => {
  const { client, visit } = await begin(world, { reactions: [{ ...place, act: 'throw' }] })
  await client.until('open', isOpen)
  visit.end()
  const second = await world.origin.accept('the reconnection, after a listener of error has thrown,')
  second.send('data: a\n\n')
  equal((await client.next()).data, 'a', 'the event after the reconnection')
}

const needs = ['object'] as const

/** What an exception in a listener changes: nothing. */
export const throwingCases: readonly Case<ClientWorld>[] = [
  {
    id: 'client/message/throw-in-listener',
    title: 'goes on when a listener of message throws',
    clause: 'message.handler-throws',
    needs,
    run: goesOn({ on: 'message' }),
  },
  {
    id: 'client/message/throw-in-onmessage',
    title: 'goes on when onmessage throws',
    clause: 'message.handler-throws',
    needs,
    run: goesOn({ on: 'message', as: 'attribute' }),
  },
  {
    id: 'client/message/throw-in-own-type',
    title: 'goes on when the listener of another type throws',
    clause: 'message.handler-throws',
    needs,
    run: goesOn({ on: 'own' }),
  },
  {
    id: 'client/message/throw-in-open',
    title: 'goes on when a listener of open throws',
    clause: 'message.handler-throws',
    needs,
    run: goesOn({ on: 'open' }),
  },
  {
    id: 'client/message/throw-in-onopen',
    title: 'goes on when onopen throws',
    clause: 'message.handler-throws',
    needs,
    run: goesOn({ on: 'open', as: 'attribute' }),
  },
  {
    id: 'client/message/throw-in-error',
    title: 'comes back when a listener of error throws',
    clause: 'message.handler-throws',
    needs: ['object', 'returns'],
    run: comesBack({ on: 'error' }),
  },
  {
    id: 'client/message/throw-in-onerror',
    title: 'comes back when onerror throws',
    clause: 'message.handler-throws',
    needs: ['object', 'returns'],
    run: comesBack({ on: 'error', as: 'attribute' }),
  },
]
