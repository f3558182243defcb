import type { Case, CaseSummary } from './case.ts'
import { clientCases } from './client/cases.ts'
import { injectionCases, surrogateCases } from './encoder/cases/injection.ts'
import { dataCases } from './encoder/cases/lines.ts'
import { streamCases as encoderStreamCases } from './encoder/cases/stream.ts'
import { textCases } from './encoder/cases/text.ts'
import { vectorCases as encoderVectorCases } from './encoder/cases/vectors.ts'
import type { EncoderWorld } from './encoder/world.ts'
import { chunkingCases } from './parser/cases/chunking.ts'
import { dialectCases } from './parser/cases/dialect.ts'
import { streamCases } from './parser/cases/stream.ts'
import { vectorCases } from './parser/cases/vectors.ts'
import type { ParserWorld } from './parser/world.ts'
import { accessCases } from './server/cases/access.ts'
import { bearerCases } from './server/cases/bearer.ts'
import { conductCases } from './server/cases/conduct.ts'
import { corsCases } from './server/cases/cors.ts'
import { deliveryCases } from './server/cases/delivery.ts'
import { deniedCases } from './server/cases/denied.ts'
import { disconnectCases } from './server/cases/disconnect.ts'
import { expiredIdCases } from './server/cases/expired-ids.ts'
import { fanoutCases } from './server/cases/fanout.ts'
import { flushingCases } from './server/cases/flushing.ts'
import { framingCases } from './server/cases/framing.ts'
import { httpCases } from './server/cases/http.ts'
import { methodCases } from './server/cases/methods.ts'
import { oddIdCases } from './server/cases/odd-ids.ts'
import { originCases } from './server/cases/origins.ts'
import { preflightCases } from './server/cases/preflight.ts'
import { publishedCases, injectionCases as serverInjectionCases } from './server/cases/published.ts'
import { refusalCases } from './server/cases/refusals.ts'
import { resumingCases } from './server/cases/resuming.ts'
import { resumptionCases } from './server/cases/resumption.ts'
import { slowCases } from './server/cases/slow.ts'
import { streamCases as serverStreamCases } from './server/cases/stream.ts'
import { tokenCases } from './server/cases/tokens.ts'
import { topicCases } from './server/cases/topics.ts'
import type { ServerWorld } from './server/world.ts'

/** The cases of each role whose suites exist, in the order of the report. */
export const suites = {
  parser: [...vectorCases, ...streamCases, ...chunkingCases, ...dialectCases] satisfies readonly Case<ParserWorld>[],
  encoder: [
    ...encoderVectorCases,
    ...textCases,
    ...dataCases,
    ...surrogateCases,
    ...encoderStreamCases,
    ...injectionCases,
  ] satisfies readonly Case<EncoderWorld>[],
  client: clientCases,
  server: [
    ...httpCases,
    ...framingCases,
    ...serverStreamCases,
    ...deliveryCases,
    ...methodCases,
    ...conductCases,
    ...refusalCases,
    ...accessCases,
    ...bearerCases,
    ...tokenCases,
    ...resumptionCases,
    ...corsCases,
    ...preflightCases,
    ...originCases,
    ...deniedCases,
    ...publishedCases,
    ...serverInjectionCases,
    ...flushingCases,
    ...resumingCases,
    ...oddIdCases,
    ...expiredIdCases,
    ...fanoutCases,
    ...slowCases,
    ...disconnectCases,
    ...topicCases,
  ] satisfies readonly Case<ServerWorld>[],
} as const

/** Every case of every role. */
export const cases: readonly CaseSummary[] = Object.values(suites).flat()
