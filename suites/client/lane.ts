import { setTimeout as sleep } from 'node:timers/promises'
import { silent, Unobserved, Violation } from '../expect.ts'
import type { Tape } from '../tape.ts'
import type { ClientOptions, Told } from '../targets/client.ts'
import type { ClientConnection } from '../targets/client-connection.ts'
import { type Address, openAddress } from './origin/address.ts'
import type { Site } from './origin/site.ts'
import { createPace, type Pace } from './pace.ts'
import { isMark, markText, quick, type Showing } from './showing.ts'
import { type Started, startClient } from './started.ts'
import { tooLate, type Waits } from './waits.ts'

/** What a client told of one stream, and the ID that it came back with. */
export type Shown = { readonly told: readonly Told[]; readonly lastEventId: string }

/** One client that comes back again and again, and is shown another stream each time. */
export type Lane = {
  /**
   * Shows a stream; rejects with a Violation where the client does not come back, or does not tell what comes then, and with KeepsId
   * where it still sends the ID of a stream before: another lane is to show this one.
   */
  show(showing: Showing, how: { readonly signal: AbortSignal; readonly tape: Tape }): Promise<Shown>
  /** Whether it may be shown another: nothing went wrong, and it comes back quickly. */
  isUsable(): boolean
  close(): Promise<void>
}

/** By the letter, an ID that was sent once may be sent again after it was emptied: of such a client, the next ID that it reads would not show. */
export class KeepsId extends Error {}

export type LaneOptions = {
  readonly connection: ClientConnection
  readonly site: Site
  readonly waits: Waits
  /** Whether the client tells of an event before the stream ends. */
  readonly prompt: boolean
  /** The types that are listened for. */
  readonly types: readonly string[]
  /** What every client is asked for. */
  readonly asked: ClientOptions
  readonly alone: boolean
  /** Of the run. */
  readonly signal: AbortSignal
}

export const openLane = async (options: LaneOptions): Promise<Lane> => {
  let tape: Tape | undefined
  const address = openAddress(options.site, { asked: (text) => tape?.receivedLine(text()), answered() {}, sent() {} })
  const pace = createPace()
  const client = await startClient(
    options.connection,
    address.url,
    { ...options.asked, types: options.types },
    {
      signal: options.signal,
      alone: options.alone,
      record(told) {
        if (told.kind === 'error') pace.failed()
        tape?.receivedLine(JSON.stringify({ ...told, at: undefined }), told.at)
      },
    },
  )
  let state: 'new' | 'ready' | 'broken' = 'new'
  return {
    async show(showing, { signal, tape: recorded }) {
      const how = { ...options, signal, address, client, pace }
      const isFirst = state === 'new'
      state = 'broken' // until all of this has come to its end
      if (isFirst) await mark(how)
      tape = recorded
      try {
        const shown = await showOne(showing, { ...how, isFirst }, recorded)
        state = 'ready'
        return shown
      } finally {
        tape = undefined
      }
    },
    isUsable: () => state !== 'broken' && !pace.isSlow(),
    async close() {
      address.close()
      await client.end()
    },
  }
}

type Showroom = LaneOptions & {
  readonly address: Address
  readonly client: Started
  readonly pace: Pace
}

const visitBy = async ({ address, waits, signal, pace, client }: Showroom, what: string, blame = (late: Violation): Error => late) => {
  const milliseconds = address.visits.items.length === 0 ? waits.answer : waits.return
  const late = () => blame(tooLate(what, milliseconds))
  const stuck = pace.stuck.then((errors) => Promise.reject(blame(new Violation(`${what} does not come, but ${errors} errors do`))))
  const visit = await Promise.race([address.visits.take(() => true, { milliseconds, signal, late }), client.lost, stuck])
  pace.came(visit.at)
  return visit
}

const showOne = async (showing: Showing, room: Showroom & { readonly isFirst: boolean }, tape: Tape): Promise<Shown> => {
  const visit = await visitBy(room, 'a request for the stream')
  if (!room.isFirst && visit.header('last-event-id')) throw new KeepsId('an ID was emptied, and is sent again')
  for (const past of room.address.visits.forget()) past.drop()
  room.client.forget()
  const before = room.client.told.items.length
  tape.sentStream(Buffer.concat(showing.pieces))
  visit.start()
  for (const [index, piece] of showing.pieces.entries()) {
    if (index > 0) await (showing.pieces.length > many ? nextTurn() : moment())
    visit.send(piece)
  }
  room.pace.left()
  visit.end()
  const lastEventId = await mark(room, showing.tellsId)
  const told = room.client.told.items.slice(before).filter((one) => one.kind !== 'event' || !isMark(one.data))
  return { told, lastEventId }
}

/** More pieces than this follow one another without a pause. */
const many = 200

/** Pieces that are written too soon one after another may arrive as one. */
const moment = () => sleep(1)

/** Which IDs a client comes back with is asked by cases of its own: how it has read one is another matter. */
const notCarried = () =>
  new Unobserved('not observed: the client does not come back after an ID like this', 'a client that comes back with any ID')

const nextTurn = () => new Promise((resolve) => setImmediate(resolve))

let marks = 0

/** A connection whose one event tells that the client has told all that came before it; gives the ID that the client came back with. */
const mark = async (room: Showroom, isCarried = true): Promise<string> => {
  const { client, waits, signal, pace, prompt } = room
  const visit = await visitBy(room, 'the return of the client after the stream', isCarried ? undefined : notCarried)
  const data = `${markText} ${marks++}.`
  visit.start()
  visit.send(`retry: ${quick}\nid\ndata: ${data}\n\n`)
  if (!prompt) visit.end()
  const late = () => silent(new Violation('after the stream, an event of a new connection does not come', { expected: data }))
  const told = client.told.take((one) => one.kind === 'event' && one.data.includes(data), { milliseconds: waits.answer, signal, late })
  await Promise.race([told, room.address.overrun])
  pace.left()
  visit.end()
  return visit.header('last-event-id') ?? ''
}
