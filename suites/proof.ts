import { clientMutants } from '../reference/mutants/client.ts'
import { decoderMutants } from '../reference/mutants/decoder.ts'
import { encoderMutants } from '../reference/mutants/encoder.ts'
import { serverMutants } from '../reference/mutants/server.ts'
import type { Kill, KillMatrix } from '../spec/kill-matrix.ts'
import type { Claim } from '../spec/results.ts'
import type { CaseSummary } from './case.ts'
import { inParallel } from './parallel.ts'
import { run } from './run.ts'
import type { RunOptions } from './run-options.ts'
import { suites } from './suites.ts'
import type { Target } from './targets/target.ts'

export type ProofOptions = {
  /**
   * `telling`: whole replays, and structural cuts and large streams for the mutants that are wrong about those; seconds.
   * `all`: every mutant in every cut of the kit; a minute.
   */
  readonly cuts: 'telling' | 'all'
}

type Mutant = { readonly id: string; readonly clause: string; readonly summary: string }

/** Runs every mutant through the cases of its role. */
export const killMatrices = async (options: ProofOptions): Promise<readonly KillMatrix[]> => [
  await parserMatrix(options),
  await encoderMatrix(options),
  await clientMatrix(options),
  await serverMatrix(options),
]

/** Cases that take long and are about pieces and size only. */
const slow = [
  'parser/chunking',
  'parser/stream/carries-a-megabyte',
  'parser/stream/carries-ten-megabytes',
  'parser/stream/carries-many-lines',
]

/** Every mutant is judged as a browser, and where it breaks only a dialect, as a parser. */
export const parserMatrix = ({ cuts }: ProofOptions): Promise<KillMatrix> =>
  matrixOf('parser', suites.parser, decoderMutants, ({ id, clause }) => {
    const claim: Claim = clause === 'dispatch.dialect' ? 'parser' : 'eventsource'
    const skip = cuts === 'all' || clause.startsWith('stream.') ? [] : slow
    return redOn({ role: 'parser', kind: 'reference', mutant: id }, { claim, cuts, skip })
  })

export const encoderMatrix = ({ cuts }: ProofOptions): Promise<KillMatrix> =>
  matrixOf('encoder', suites.encoder, encoderMutants, ({ id, clause }) => {
    const skip = cuts === 'all' || isAboutSize(clause) ? [] : [large.encoder]
    return redOn({ role: 'encoder', kind: 'reference', mutant: id }, { cuts, skip })
  })

const isAboutSize = (clause: string): boolean => clause === 'grammar.same-meaning' || clause === 'grammar.utf8'

const large = {
  encoder: 'encoder/*/{megabyte,thousand-events,long-characters}',
  server: 'server/published/*-{megabyte,thousand-events,long-characters}',
}

/** What is published, only for those who are wrong about that, which say so: the others would pay for it, and show nothing. */
const onStage = suites.server.filter(({ needs = [] }: CaseSummary) => needs.includes('publish')).map(({ id }) => id)

/** Time is what many subscribers and megabytes take, beside other mutants. */
const isAboutMuch = (clause: string): boolean => clause.startsWith('fanout.') || clause.startsWith('disconnect.')

/**
 * Servers are waited for more than they are computed: some at a time. Silence is short here, since all is in this process.
 * `isAbout` chooses the clauses, since a mutant and the cases that are to catch it have the same one.
 */
export const serverMatrix = ({ cuts }: ProofOptions, isAbout: (clause: string) => boolean = () => true): Promise<KillMatrix> =>
  matrixOf(
    'server',
    suites.server.filter(({ clause }) => isAbout(clause)),
    serverMutants.filter(({ clause }) => isAbout(clause)),
    ({ id, clause, shownBy }) => {
      const skip = [...(cuts === 'all' || isAboutSize(clause) ? [] : [large.server]), ...(shownBy ? [] : onStage)]
      return redOn(
        { role: 'server', kind: 'reference', mutant: id },
        { timeout: isAboutMuch(clause) ? 10_000 : 2000, skip, ...(shownBy ? { only: shownBy } : {}) },
      )
    },
    ({ shownBy = [] }) => !shownBy.some((pattern) => isBusy.test(pattern)),
  )

/** What keeps this process busy, so that whatever is watched in it comes late, or seems to. */
const isBusy = /^server\/(?:published|injection|fanout|disconnect)/

/** Every client mutant is judged by the cases of the clause that it breaks, and by some others, which tell whether it breaks more than that. */
export const clientMatrix = ({ cuts }: ProofOptions, isAbout: (clause: string) => boolean = () => true): Promise<KillMatrix> =>
  matrixOf(
    'client',
    suites.client.filter(({ clause }) => isAbout(clause)),
    clientMutants.filter(({ clause }) => isAbout(clause)),
    ({ id, clause }) => {
      const own = aboutPieces[id] ?? suites.client.filter((item: CaseSummary) => item.clause === clause).map((item) => item.id)
      const claim: Claim = clause === 'dispatch.dialect' ? 'client' : 'eventsource'
      return redOn({ role: 'client', kind: 'reference', mutant: id }, { claim, cuts, timeout: 3000, only: own })
    },
    () => true,
    clientsAtATime,
  )

/** Each stream in all its pieces takes long; those who are wrong about some bytes are shown streams with such bytes. */
const aboutPieces: Readonly<Record<string, readonly string[]>> = {
  'reads-crlf-split': ['client/chunking/*cr*'],
  'reads-crlf-split-twice': ['client/chunking/*cr*'],
  'reads-utf8-split': ['client/chunking/*{utf8,char,emoji,sequence,astral}*'],
  'reads-bom-of-pieces': ['client/chunking/*bom*'],
  'reads-space-of-pieces': ['client/chunking/*space*'],
}

/** Clients wait for their time most of the time. */
const clientsAtATime = 8

/** What the mutants of clients are proved about, one part beside another. */
export const clientParts = {
  pieces: (clause: string) => clause.startsWith('stream.'),
  bytes: (clause: string) => /^(?:utf8|bom|line|comment|end)\./.test(clause),
  fields: (clause: string) => /^(?:field|event|data|id|dispatch)\./.test(clause),
  waits: (clause: string) => /^(?:retry\.|reconnect\.(?:delay|retry))/.test(clause),
  back: (clause: string) => (clause.startsWith('reconnect.') && !clientParts.waits(clause)) || clause === 'response.network-error',
  asked: (clause: string) => /^(?:request|redirect|scheme|mime|grammar)\./.test(clause),
  told: (clause: string): boolean =>
    !/^(?:stream|utf8|bom|line|comment|field|event|data|id|retry|dispatch|end|reconnect|request|redirect|scheme|mime|grammar)\.|^response\.network-error$/.test(
      clause,
    ),
} as const

/** How many servers are shown at a time: they are waited for most of the time. */
const atATime = 4

/** What the mutants of servers are proved about, one part beside another: the values it carries, the other bytes of a stream, who may read it, and how it is served. */
export const parts = {
  carried: (clause: string) => /^grammar\.(?:same-meaning|leading-space|any-char)$/.test(clause),
  written: (clause: string) => /^(?:grammar|forge|authoring|mime)\./.test(clause) && !parts.carried(clause),
  guarded: (clause: string) => /^(?:access|token|origin|cors|bearer|secret|http|filter)\./.test(clause),
  served: (clause: string) => !parts.carried(clause) && !parts.written(clause) && !parts.guarded(clause),
} as const

const matrixOf = async <Wrong extends Mutant>(
  role: KillMatrix['role'],
  cases: readonly CaseSummary[],
  mutants: readonly Wrong[],
  redCases: (mutant: Wrong) => Promise<readonly string[]>,
  isLight: (mutant: Wrong) => boolean = () => false,
  most = atATime,
): Promise<KillMatrix> => {
  const killOf = async (mutant: Wrong): Promise<Kill> => ({
    mutant: mutant.id,
    clause: mutant.clause,
    summary: mutant.summary,
    red: await redCases(mutant),
  })
  const together = await inParallel(most, mutants.filter(isLight), killOf)
  const alone = await inParallel(
    1,
    mutants.filter((mutant) => !isLight(mutant)),
    killOf,
  )
  const kills = [...together, ...alone]
  return { role, cases: cases.map(({ id, title, clause }) => ({ id, title, clause })), mutants: kills }
}

const redOn = async (target: Target, options: RunOptions): Promise<readonly string[]> => {
  const { verdicts, setup } = await run(target, { ...options, seed: 'proof' })
  if (setup) throw new Error(`a mutant cannot be judged: ${JSON.stringify(target)}: ${setup.reason}`)
  return verdicts.filter((verdict) => verdict.outcome === 'fail').map((verdict) => verdict.case)
}
