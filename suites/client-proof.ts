import { clientMutants } from '../reference/mutants/client.ts'
import type { KillMatrix } from '../spec/kill-matrix.ts'
import type { Claim } from '../spec/results.ts'
import type { CaseSummary } from './case.ts'
import { matrixOf, type ProofOptions, redOn } from './matrix.ts'
import { suites } from './suites.ts'

/** Every client mutant is judged by the cases of the clause that it breaks: the others would only cost time. */
export const clientMatrix = ({ cuts }: ProofOptions, isAbout: (clause: string) => boolean = () => true): Promise<KillMatrix> =>
  matrixOf(
    'client',
    suites.client.filter(({ clause }) => isAbout(clause)),
    clientMutants.filter(({ clause }) => isAbout(clause)),
    ({ id, clause }) => {
      const own = aboutPieces[id] ?? suites.client.filter((item: CaseSummary) => item.clause === clause).map((item) => item.id)
      const claim: Claim = clause === 'dispatch.dialect' ? 'client' : 'eventsource'
      return redOn({ role: 'client', kind: 'reference', mutant: id }, { claim, cuts, timeout: 3000, jobs: 32, only: own })
    },
    () => true,
    clientsAtATime,
  )

/** Each stream in all its pieces takes long; those who are wrong about some bytes are shown streams with such bytes. */
const aboutPieces: Readonly<Record<string, readonly string[]>> = {
  'reads-crlf-split': ['client/chunking/*cr*'],
  'reads-crlf-split-twice': ['client/chunking/*cr*'],
  'reads-utf8-split': ['client/chunking/*{utf8,char,emoji,sequence,astral}*', 'client/limits/byte-by-byte', 'client/http2/split-character'],
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
  answered: (clause: string) => /^(?:response|tls)\./.test(clause) && clause !== 'response.network-error',
  told: (clause: string): boolean => !Object.entries(clientParts).some(([part, isAbout]) => part !== 'told' && isAbout(clause)),
} as const
