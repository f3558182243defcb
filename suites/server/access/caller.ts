import { createTurns } from '../../turns.ts'
import { fieldLines } from '../../wire/fields.ts'
import { doorOf } from '../door.ts'
import type { createPatience } from '../patience.ts'
import { requestWith } from '../requests.ts'
import { type Visit, visit } from '../visit.ts'
import { type Call, keyOf } from './call.ts'
import type { Sniffer } from './sniffer.ts'

export type CallerOptions = {
  readonly patience: ReturnType<typeof createPatience>
  /** Ends every visit. */
  readonly ended: AbortSignal
  /** An ID that the watched stream had. */
  readonly idToResume: Promise<string | undefined>
  readonly sniffer: (url: string) => Sniffer
}

/** Makes the requests that a configuration makes possible, a few at a time, so that they are no flood. */
export type Caller = {
  /** Each call is made once. */
  call(call: Call): Promise<Visit>
  /** Made each time; `stay` ends listening to what follows the head, `onHead` is told of it. */
  open(call: Call, stay: (draft: Visit) => AbortSignal, onHead: (visit: Visit) => void): Promise<Visit>
  /** Settles when every visit is over. */
  settled(): Promise<void>
}

const atATime = 4

/** How long a stream that was to be refused is listened to, in milliseconds. */
const listen = 3000
/** How long an error is read, in milliseconds. */
const reading = 1000

export const createCaller = (options: CallerOptions): Caller => {
  const { ended } = options
  const make = createMake(options)
  const made = new Map<string, Promise<Visit>>()
  const going = new Set<Promise<unknown>>()
  const kept = <Result>(visiting: Promise<Result>): Promise<Result> => {
    going.add(visiting)
    void visiting.catch(() => {}).then(() => going.delete(visiting))
    return visiting
  }
  return {
    call(call) {
      const key = keyOf(call)
      const visiting = made.get(key) ?? kept(make(call, ...listening(call, ended)))
      made.set(key, visiting)
      return visiting
    },
    open: (call, stay, onHead) => kept(make(call, (draft) => AbortSignal.any([ended, stay(draft)]), onHead)),
    async settled() {
      await Promise.allSettled(going)
    },
  }
}

type StaySignal = (draft: Visit) => AbortSignal
type OnProgress = (draft: Visit) => void

const createMake = ({ patience, idToResume, sniffer }: CallerOptions) => {
  const turns = createTurns(atATime)
  return async ({ address, change, resumes }: Call, staySignal: StaySignal, onProgress: OnProgress): Promise<Visit> => {
    const id = resumes ? ((await idToResume) ?? '1') : undefined
    return turns(async (leaveTurn) => {
      const waiting = patience.waitingFor('second')
      const onSeen = (draft: Visit) => {
        waiting.onServed()
        onProgress(draft)
        leaveTurn() // what follows the head is waited for beside what comes next
      }
      try {
        const request = (version: '1.1' | '2') => requestWith(change, address, version, id)
        const options = { headSignal: waiting.signal, staySignal, onProgress: onSeen, sniffer: sniffer(address.url) }
        return await visit(doorOf(address), request, options)
      } finally {
        waiting.release()
      }
    })
  }
}

/** For how long what follows a head is listened to: until it has said enough. */
const listening = ({ stays }: Call, ended: AbortSignal): [StaySignal, OnProgress] => {
  const enough = new AbortController()
  const stay: StaySignal = ({ head }) =>
    stays ? AbortSignal.any([ended, enough.signal, AbortSignal.timeout(head?.status === 200 ? listen : reading)]) : AbortSignal.abort()
  return [
    stay,
    (draft) => {
      if ((draft.seen?.events ?? 0) > 1 || isRead(draft)) enough.abort()
    },
  ]
}

/** All has come that there is to come, as far as the head tells. */
export const isRead = ({ head, seen }: Visit): boolean =>
  head?.status === 204 ||
  head?.status === 304 ||
  (head !== undefined && fieldLines(head.fields, 'content-length').some((length) => Number(length) <= (seen?.bytes ?? 0)))
