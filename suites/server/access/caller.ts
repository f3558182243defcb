import { createTurns } from '../../turns.ts'
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

export const createCaller = ({ patience, ended, idToResume, sniffer }: CallerOptions): Caller => {
  const turns = createTurns(atATime)
  const made = new Map<string, Promise<Visit>>()
  const going = new Set<Promise<unknown>>()

  const make = async (
    { address, change, resumes }: Call,
    staySignal: (draft: Visit) => AbortSignal,
    onProgress: (draft: Visit) => void,
  ) => {
    const id = resumes ? ((await idToResume) ?? '1') : undefined
    return turns(async (leaveTurn) => {
      const waiting = patience.waitingFor('second')
      const onSeen = (draft: Visit) => {
        waiting.onServed()
        onProgress(draft)
        if (staysOpen(draft)) leaveTurn()
      }
      try {
        const request = (version: '1.1' | '2') => requestWith(change, address, version, id)
        return await visit(doorOf(address), request, {
          headSignal: waiting.signal,
          staySignal,
          onProgress: onSeen,
          sniffer: sniffer(address.url),
        })
      } finally {
        waiting.release()
      }
    })
  }
  const kept = <Result>(visiting: Promise<Result>): Promise<Result> => {
    going.add(visiting)
    void visiting.catch(() => {}).then(() => going.delete(visiting))
    return visiting
  }
  return {
    call(call) {
      const key = keyOf(call)
      const enough = new AbortController()
      const stay = ({ head }: Visit) =>
        call.stays
          ? AbortSignal.any([ended, enough.signal, AbortSignal.timeout(head?.status === 200 ? listen : reading)])
          : AbortSignal.abort()
      const visiting = made.get(key) ?? kept(make(call, stay, ({ seen }) => (seen?.events ?? 0) > 1 && enough.abort()))
      made.set(key, visiting)
      return visiting
    },
    open(call, stay, onHead) {
      return kept(make(call, (draft) => AbortSignal.any([ended, stay(draft)]), onHead))
    },
    async settled() {
      await Promise.allSettled(going)
    },
  }
}

/** A stream is waited for beside what comes next. */
const staysOpen = ({ head }: Visit): boolean => head?.status === 200
