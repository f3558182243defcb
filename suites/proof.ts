import { decoderMutants } from '../reference/mutants/decoder.ts'
import { encoderMutants } from '../reference/mutants/encoder.ts'
import { serverMutants } from '../reference/mutants/server.ts'
import type { KillMatrix } from '../spec/kill-matrix.ts'
import type { Claim } from '../spec/results.ts'
import type { CaseSummary } from './case.ts'
import { clientMatrix } from './client-proof.ts'
import { matrixOf, type ProofOptions, redOn } from './matrix.ts'
import { suites } from './suites.ts'

/** Runs every mutant of these roles through the cases of its role. Default: all. */
export const killMatrices = async (
  options: ProofOptions,
  roles: readonly string[] = Object.keys(matrices),
): Promise<readonly KillMatrix[]> => {
  const made: KillMatrix[] = []
  for (const [role, matrix] of Object.entries(matrices)) if (roles.includes(role)) made.push(await matrix(options))
  return made
}

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

/** What the mutants of servers are proved about, one part beside another: the values it carries, the other bytes of a stream, who may read it, and how it is served. */
export const parts = {
  carried: (clause: string) => /^grammar\.(?:same-meaning|leading-space|any-char)$/.test(clause),
  written: (clause: string) => /^(?:grammar|forge|authoring|mime)\./.test(clause) && !parts.carried(clause),
  guarded: (clause: string) => /^(?:access|token|origin|cors|bearer|secret|http|filter)\./.test(clause),
  served: (clause: string) => !parts.carried(clause) && !parts.written(clause) && !parts.guarded(clause),
} as const

/** Those of every role whose suites exist. */
const matrices = { parser: parserMatrix, encoder: encoderMatrix, client: clientMatrix, server: serverMatrix } as const
