import { Unclear, Unobserved } from '../expect.ts'
import type { Tape } from '../tape.ts'
import type { ServerAddress, ServerConnection } from '../targets/target.ts'
import { createAccess } from './access/access.ts'
import { standingCalls } from './access/calls.ts'
import { type Answer, hasHead, isStream, notAStream } from './answer.ts'
import { createRecord } from './record.ts'
import { type Ask, asks } from './requests.ts'
import type { Stage } from './stage/stage.ts'
import type { Survey } from './survey.ts'
import type { Visit } from './visit.ts'
import type { ServerWorld } from './world.ts'

export type Bench = {
  readonly survey: Survey
  readonly stage: Stage | undefined
  readonly address: ServerAddress
  /** As it was configured. */
  readonly given: ServerAddress
  readonly issuer: ServerConnection['issuer'] | undefined
  readonly keepSecret: (secrets: readonly string[]) => void
  /** The watched visit, which got a response. */
  readonly first: Visit
  readonly tape: Tape
  /** Of the case. */
  readonly signal: AbortSignal
  readonly death: ServerConnection['death']
  readonly stats: ServerConnection['stats']
}

/** What proxies in common use bear, in milliseconds. */
const usualIdle = 30_000

/** How many streams a server is to serve at once. */
const usualSubscribers = 100

export const worldOf = (bench: Bench): ServerWorld => {
  const { survey, address, given, first, tape, signal } = bench
  const record = createRecord(tape)
  const look = async (visiting: Promise<Visit>): Promise<Visit> => {
    const seen = await visiting
    signal.throwIfAborted() // what ended because the run did says nothing
    record.visit(seen)
    const death = isBroken(seen) ? await bench.death?.() : undefined
    if (death) throw new Unclear('setup', death.message)
    return seen
  }
  const visit = (ask: Ask) => look(survey.visit(ask))
  const see = async (visiting: Promise<Visit>, what: string) => headed(await look(visiting), what)
  return {
    method: address.method ?? 'GET',
    status: address.status ?? 200,
    idle: address.idle ?? usualIdle,
    ...outsideOf(bench),
    first() {
      record.visit(first)
      return headed(first, 'the request')
    },
    async watched() {
      const answer = headed(first, 'the request')
      if (answer.head.status !== 200 || !isStream(answer)) throw notAStream
      const { seen, ...rest } = { ...answer, ...(await visit('watch')) }
      if (!seen) throw new Unobserved('not observed: the stream is in a coding that the kit does not know', 'turn compression off')
      return { ...rest, head: answer.head, seen }
    },
    visit,
    show: record.finding,
    answer: (ask) => see(survey.visit(ask), names[ask]),
    access: createAccess({ ...bench, see }),
    ...onStage(bench),
    async each(check) {
      const visits = await Promise.all([...asks.map(survey.visit), ...standingCalls(given, address).map(survey.call)])
      signal.throwIfAborted()
      const answers = visits.filter(hasHead)
      for (const answer of answers) {
        tape.rewind()
        createRecord(tape).visit(answer)
        check(answer)
      }
    },
  }
}

const uncounted = new Unobserved(
  'not observed: nobody tells how many subscribers the server has',
  '--stats <url> that answers with JSON such as {"subscribers":3}',
)

/** What is seen of the server beside its streams. */
const outsideOf = ({ address, stats, signal }: Bench): Pick<ServerWorld, 'subscribers' | 'memory' | 'subscriberCount'> => ({
  subscribers: address.subscribers ?? usualSubscribers,
  memory: async () => (await stats?.(signal))?.memory,
  async subscriberCount() {
    const { subscribers } = (await stats?.(signal)) ?? {}
    if (subscribers === undefined) throw uncounted
    return subscribers
  },
})

/** What is published, for those who say that they need to. */
const onStage = ({ stage, signal, tape }: Bench): Pick<ServerWorld, 'published' | 'audience' | 'topics'> => {
  const { published, withAudience, withTopics } = stage ?? noStage
  return {
    published: (act) => act(published(signal, tape)),
    audience: (act, pace) => withAudience(signal, tape, act, pace),
    topics: (act) => withTopics(signal, tape, act),
  }
}

const refuse = (): never => {
  throw new Unclear('kit', 'a case publishes, and does not say that it needs to')
}
const noStage = { published: refuse, withAudience: refuse, withTopics: refuse }

/** Broken off, or never begun. */
const isBroken = ({ end }: Visit): boolean => end.how === 'incomplete' || end.how === 'unreachable'

const headed = (visit: Visit, what: string): Answer => {
  if (hasHead(visit)) return visit
  const why = 'reason' in visit.end ? `: ${visit.end.reason}` : ' in time'
  throw new Unobserved(`not observed: ${what} got no response${why}`, '--timeout with more time for one request')
}

const names: Readonly<Record<Ask, string>> = {
  watch: 'the request',
  second: 'the same request beside the first',
  compressed: 'a request that accepts compression',
  head: 'HEAD',
  options: 'OPTIONS',
  preflight: 'a preflight',
  'unknown-method': 'PROPFIND',
  unacceptable: 'a request that accepts images only',
  'foreign-origin': 'a request from another origin',
  'http-1.0': 'a request of HTTP/1.0',
  resumed: 'a request with Last-Event-ID',
  again: 'the same request once more',
}
