import type { Level } from '../../spec/clause.ts'
import { clause } from '../../spec/clauses.ts'
import type { WatchedStream } from '../../spec/results.ts'
import type { CaseSummary } from '../case.ts'
import { within } from '../deadline.ts'
import { needOf } from '../encoder/handshake.ts'
import { silence } from '../expect.ts'
import type { Need } from '../need.ts'
import { mostRedirects } from '../redirect.ts'
import type { Session, SessionOptions } from '../session.ts'
import type { Hook } from '../targets/hook/hook.ts'
import type { OpenTopic, ServerAddress, ServerConnection } from '../targets/target.ts'
import type { Door } from '../wire/connect.ts'
import { accessLevelOf, isOfAccess, lacksAccess, patienceOf } from './access/configured.ts'
import { tokensOf, withCredential, withoutCredentials } from './access/credentials.ts'
import { worldOf } from './bench.ts'
import { doorOf } from './door.ts'
import { redirectOf, refusalOf } from './first.ts'
import { holdingBack } from './heavy.ts'
import { reproduced } from './reproduced.ts'
import { joinRequest } from './stage/join-request.ts'
import { createStage, type Stage } from './stage/stage.ts'
import { subscribe } from './stage/subscription.ts'
import { createSurvey } from './survey.ts'
import { isWhole, type Visit } from './visit.ts'
import type { ServerWorld } from './world.ts'

/** How long a stream is watched, in milliseconds, when nobody says so. */
export const usualWatch = 10_000

/** Asks a server for its stream, and goes on watching it while the cases ask for more. */
export const greetServer = (connection: ServerConnection, options: SessionOptions): Promise<Session<ServerWorld>> => {
  const { address, death, hook, issuer, stats, topics = [] } = connection
  return greet(withCredential(address, address.credentials?.good), { ...options, death, hook, issuer, stats, topics, given: address }, 0)
}

type GreetOptions = SessionOptions & {
  readonly death: ServerConnection['death']
  readonly hook: ServerConnection['hook'] | undefined
  readonly issuer: ServerConnection['issuer'] | undefined
  readonly stats: ServerConnection['stats']
  readonly topics: readonly OpenTopic[]
  readonly given: ServerAddress
}

const greet = async (address: ServerAddress, options: GreetOptions, hops: number): Promise<Session<ServerWorld>> => {
  const { timeout, signal, hook, given, issuer, keepSecret = () => {} } = options
  const door = doorOf(address)
  const watch = address.watch ?? usualWatch
  const hidden = (url: string) => [...(given.neverSent ?? []), ...tokensOf(url, withoutCredentials(given).url)]
  const survey = createSurvey({ address, door, watch, timeout, signal, hidden })
  try {
    const first = await within(timeout + 1000, signal, silence(timeout), () => survey.first)
    const redirect = redirectOf(first, address)
    if (redirect !== undefined && hops < mostRedirects) {
      await survey.close()
      return await greet({ ...address, url: redirect }, options, hops + 1)
    }
    const refusal = refusalOf(first, address)
    if (refusal) throw refusal
    const stage = hook && stageOf(hook, address, door, options)
    return {
      lacks: (need) => {
        if (need === 'topics') return options.topics.length < 2
        if (isOfStage(need)) return !stage || stage.lacks(need)
        return isOfAccess(need) ? lacksAccess(need, given, issuer) : isLacking(need, first, address)
      },
      heavy: holdingBack(address), // of where the redirects led
      levelOf: (item) => levelOf(item) ?? accessLevelOf(item, given),
      run: async (item, signal, tape) => item.run(worldOf({ ...options, survey, stage, address, keepSecret, first, tape, signal })),
      reproduce: (id, tape) => reproduced(id, tape.sentLines(), address, hook),
      watched: async () => watchedStream(first),
      patience: watch + timeout + patienceOf(given, address, timeout),
      inTurn: {
        has: ({ needs = [] }) => needs.includes('publish'),
        patience: timeout,
        async prepare(signal) {
          await survey.close() // what is published now is not for those who only watch
          await stage?.prepare(signal)
        },
      },
      async close() {
        await stage?.close()
        await survey.close()
      },
    }
  } catch (error) {
    await survey.close()
    throw error
  }
}

const stageOf = (hook: Hook, address: ServerAddress, door: Door, { timeout, seed, topics }: GreetOptions): Stage =>
  createStage({
    hook,
    topics,
    form: address.data,
    gently: holdingBack(address) !== undefined,
    timeout,
    seed,
    subscribe: (how) => (onBlock) => subscribe(door, (version) => joinRequest(address, version, how), onBlock),
  })

/** What is known once events were published. */
const isOfStage = (need: Need): boolean =>
  need === 'publish' || need === 'data-form' || need === 'published-order' || Object.values<Need>(needOf).includes(need)

/** What a stream holds is its author's business as long as the grammar holds: whoever only watches it gives advice. */
const levelOf = ({ id, clause: clauseId }: CaseSummary): Level | undefined => {
  const isAdvice = id.startsWith('server/stream/') || id.startsWith('server/delivery/keep-alive') || id === 'server/http/open-ended'
  return isAdvice && clause(clauseId).level === 'should' ? 'may' : undefined
}

/** What has come so far; nothing where there was no stream. */
const watchedStream = ({ head, seen, end }: Visit): WatchedStream | undefined => {
  if (!head || !seen) return undefined
  const { bytes, events, comments, lastAt, longestSilence } = seen
  return {
    http: head.version,
    bytes,
    events,
    comments,
    lasted: Math.round(lastAt - head.at),
    longestSilence: Math.round(longestSilence),
    ended: isWhole(end),
  }
}

const isLacking = (need: Need, { request }: Visit, address: ServerAddress): boolean => {
  if (need === 'http-1.1') return request.version === '2'
  if (need === 'http-2') return request.version !== '2'
  return need === 'credentials' && !hasCredentials(address)
}

const hasCredentials = ({ url, headers = [] }: ServerAddress): boolean =>
  new URL(url).username !== '' || headers.some(([name]) => name.toLowerCase() === 'authorization')
