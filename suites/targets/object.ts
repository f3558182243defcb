import type { ClientOptions, Fired, Reaction } from './client.ts'
import type { ToldLine } from './told.ts'

/** What an EventSource-like class has to have; everything else is judged. */
export type EventSourceClass = new (url: string, init?: object) => EventSourceLike

export type EventSourceLike = {
  readonly readyState: number
  readonly url?: unknown
  addEventListener(type: string, listener: (event: Event) => void): void
  close(): void
}

/** An object that was made, as whoever made it holds it. */
export type OpenObject = { close(): void; readyState(): number }

/** What a reaction throws: whoever runs the object knows by it that the object is not to blame. */
export const thrownOnPurpose = 'thrown by a listener on purpose'

/** Makes an object, and tells of all that fires on it; throws what the constructor throws. */
export const openObject = (
  made: EventSourceClass,
  url: string,
  { types = [], reactions: given = [], ...init }: ClientOptions,
  tell: (line: ToldLine) => void,
): OpenObject => {
  const object = Object.keys(init).length > 0 ? new made(url, init) : new made(url)
  const reactions = given.map((reaction) => ({ ...reaction }))
  const attributes = createAttributes(object, reactions, tell)
  for (const type of new Set(['open', 'error', 'message', ...types])) {
    object.addEventListener(type, function (this: unknown, fired: Event) {
      const event = asEvent(fired)
      tell(
        lineOf(
          type,
          event,
          { ...firedOf(event, this === object && event.target === (object as unknown), attributes.calledFor(event)), ...urlOf(object) },
          object.readyState,
        ),
      )
    })
  }
  for (const reaction of reactions.filter(({ as, on }) => as !== 'attribute' && on !== '')) {
    object.addEventListener(reaction.on, (fired) => {
      if (isMeant(reaction, asEvent(fired))) react(object, reaction, tell)
    })
  }
  for (const reaction of reactions.filter(({ on }) => on === '')) react(object, reaction, tell)
  return {
    close() {
      try {
        object.close()
      } catch (error) {
        tell({ kind: 'closed', readyState: object.readyState, threw: String(error) })
      }
    },
    readyState: () => object.readyState,
  }
}

type Attribute = (event: Event) => void
type Tell = (line: ToldLine) => void

/** An old library may fire with anything, or with nothing. */
const asEvent = (fired: unknown): Event => Object(fired)

/** The event handler attributes: each notes what it was called for, and carries out its reactions. */
const createAttributes = (object: EventSourceLike, reactions: readonly Reaction[], tell: Tell) => {
  const called: { readonly event: Event; readonly name: string }[] = []
  for (const type of ['open', 'message', 'error']) {
    const own = reactions.filter(({ as, on }) => as === 'attribute' && on === type)
    const attribute: Attribute = (fired) => {
      const event = asEvent(fired)
      called.push({ event, name: `on${type}` })
      for (const reaction of own) if (isMeant(reaction, event)) react(object, reaction, tell)
    }
    Object.assign(object, { [`on${type}`]: attribute })
  }
  return {
    calledFor: (event: Event) => called.splice(0).flatMap((one) => (one.event === event ? [one.name] : [])),
  }
}

/** Reactions that have closed their object: an object that fires when it is closed would be closed by that for ever. */
const acted = new WeakSet<Reaction>()

const isMeant = ({ data }: Reaction, event: Event): boolean => data === undefined || (event as MessageEvent).data === data

const react = (object: EventSourceLike, reaction: Reaction, tell: Tell): void => {
  const { act } = reaction
  if (act === 'throw') throw new Error(thrownOnPurpose)
  if (acted.has(reaction)) return
  acted.add(reaction)
  if (act === 'close-soon') return void setTimeout(() => closeIt(object, 1, tell), 0)
  closeIt(object, act === 'close-twice' ? 2 : 1, tell)
}

/** Tells in the same turn what came of it, before anything else can. */
const closeIt = (object: EventSourceLike, times: number, tell: Tell): void => {
  let threw: string | undefined
  try {
    for (let time = 0; time < times; time += 1) object.close()
  } catch (error) {
    threw = String(error)
  }
  tell({ kind: 'closed', readyState: object.readyState, ...(threw === undefined ? {} : { threw }) })
}

const urlOf = ({ url }: EventSourceLike): Pick<Fired, 'url'> => (typeof url === 'string' ? { url } : {})

/** What an event is; one of an old library may lack anything. */
const firedOf = (event: Event, onObject: boolean, through: readonly string[]): Fired => {
  const { origin } = event as MessageEvent
  const isMessage = ['data', 'origin', 'lastEventId'].every((key) => key in event)
  return {
    interface: isMessage ? 'MessageEvent' : 'Event',
    trusted: event.isTrusted === true,
    bubbles: event.bubbles === true,
    cancelable: event.cancelable === true,
    ...(typeof origin === 'string' ? { origin } : {}),
    dataType: typeof (event as MessageEvent).data,
    onObject,
    through,
  }
}

/** Whether the server sent it, also where it is no MessageEvent for want of an origin. */
const isOfStream = (event: Event): boolean => 'data' in event && 'lastEventId' in event

const lineOf = (type: string, event: Event, fired: Fired, readyState: number): ToldLine => {
  if (!isOfStream(event) && (type === 'open' || type === 'error'))
    return type === 'open' ? { kind: 'open', readyState, fired } : { kind: 'error', reason: reasonOf(event), readyState, fired }
  const { data, lastEventId } = event as MessageEvent
  return {
    kind: 'event',
    type: String(event.type ?? type),
    data: String(data),
    ...(lastEventId === undefined || lastEventId === null ? {} : { lastEventId: String(lastEventId) }),
    readyState,
    fired,
  }
}

const reasonOf = (event: Event): string => String((event as Event & { message?: unknown }).message ?? 'error')
