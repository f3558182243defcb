import { setMaxListeners } from 'node:events'
import { timedSignal } from '../deadline.ts'
import { createLatch } from '../latch.ts'
import type { ServerAddress } from '../targets/target.ts'
import type { Door } from '../wire/connect.ts'
import { type Caller, createCaller } from './access/caller.ts'
import { createSniffer } from './access/sniffer.ts'
import { createPatience } from './patience.ts'
import { type Ask, requestOf } from './requests.ts'
import { hasEnoughIds, idToResume } from './resumption.ts'
import { type Visit, visit } from './visit.ts'

/** The visits of one audit, each made once, when somebody first asks for it. */
export type Survey = Pick<Caller, 'call' | 'open'> & {
  /** The watched visit when its head is here, or when it is clear that there will be none. */
  readonly first: Promise<Visit>
  /** A visit when it is over; that of a stream lasts as long as the stream is watched. */
  visit(ask: Ask): Promise<Visit>
  /** Ends what goes on; settles when every connection is closed. */
  close(): Promise<void>
}

export type SurveyOptions = {
  readonly address: ServerAddress
  readonly door: Door
  /** How long streams are watched, in milliseconds. */
  readonly watch: number
  /** How long the head of a response may take, in milliseconds. */
  readonly timeout: number
  /** Of the whole run. */
  readonly signal: AbortSignal
  /** What is to stay hidden in the answer to a request for this URL. */
  readonly hidden: (url: string) => readonly string[]
}

/** Those whose streams are watched; the others are left when their head is here. */
const streams: ReadonlySet<Ask> = new Set(['watch', 'second', 'compressed', 'resumed'])

/** Begins with the visit that is watched; the others are made when somebody asks for them. */
export const createSurvey = (options: SurveyOptions): Survey => {
  const { address, door } = options
  const times = createTimes(options)
  const watched = createWatched(options.watch)
  const visits = new Map<Ask, Promise<Visit>>()
  const sniffer = (url: string) => createSniffer(options.hidden(url))
  const { patience, ended } = times
  const caller = createCaller({ patience, ended, idToResume: watched.idToResume, sniffer })

  const make = async (ask: Ask): Promise<Visit> => {
    const lastEventId = ask === 'resumed' ? await watched.idToResume : undefined
    const waiting = times.patience.waitingFor(ask)
    try {
      return await visit(door, (version) => requestOf(ask, address, version, lastEventId), {
        headSignal: waiting.signal,
        staySignal: (draft) => times.staySignal(ask, draft),
        onProgress: ask === 'watch' ? watched.onProgress : waiting.onServed,
        sniffer: sniffer(address.url),
      })
    } finally {
      waiting.release()
    }
  }
  const visitOnce = (ask: Ask): Promise<Visit> => {
    const found = visits.get(ask) ?? make(ask)
    visits.set(ask, found)
    return found
  }
  const main = visitOnce('watch')
  const settled = main.then(watched.onEnd).then(times.onWatched)
  return {
    first: Promise.race([watched.first, main]),
    visit: visitOnce,
    call: caller.call,
    open: caller.open,
    async close() {
      watched.release()
      times.close()
      await Promise.allSettled([settled, caller.settled(), ...visits.values()])
    },
  }
}

/** What is known of the watched visit while it lasts. */
const createWatched = (watch: number) => {
  const first = createLatch<Visit>()
  const id = createLatch<string | undefined>()
  const half = setTimeout(async () => id.open(idToResume(await first.promise)), watch / 2)
  const onProgress = (seen: Visit) => {
    first.open(seen)
    if (hasEnoughIds(seen)) id.open(idToResume(seen))
  }
  return {
    first: first.promise,
    /** Known as soon as there is one whose successors are known, at the latest when half of the time is over or the stream has ended. */
    idToResume: id.promise,
    onProgress,
    onEnd(seen: Visit) {
      onProgress(seen)
      id.open(idToResume(seen))
    },
    release: () => clearTimeout(half),
  }
}

/** How long visits last. */
const createTimes = ({ watch, timeout, signal }: SurveyOptions) => {
  const closing = new AbortController()
  const ended = AbortSignal.any([signal, closing.signal])
  const watching = timedSignal(watch, new Error('the watch is over'), ended)
  const watched = new AbortController()
  setMaxListeners(0, ended, watching.signal, watched.signal) // each visit listens
  return {
    patience: createPatience(timeout, watched.signal, ended),
    ended,
    staySignal(ask: Ask, draft: Visit): AbortSignal {
      if (ask === 'again') return AbortSignal.any([ended, AbortSignal.timeout(watch)])
      if (streams.has(ask) && draft.head?.status === 200) return watching.signal
      return hasContent(draft) ? AbortSignal.abort() : AbortSignal.any([watching.signal, watched.signal, AbortSignal.timeout(linger)])
    },
    onWatched: () => watched.abort(),
    close() {
      closing.abort()
      watching.release()
    },
  }
}

/** How long a response without content is listened to at most, in milliseconds. */
const linger = 3000

/** Without content a response is listened to for what may not come after its head. */
const hasContent = ({ request, head }: Visit) => request.method !== 'HEAD' && head?.status !== 204 && head?.status !== 304
