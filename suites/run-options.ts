import type { Claim } from '../spec/results.ts'
import type { Verdict } from '../spec/verdict.ts'
import type { CaseSummary } from './case.ts'
import type { GateOptions } from './gate.ts'
import type { Selection } from './select.ts'
import type { Invitation } from './targets/client-manual.ts'

export type RunOptions = Selection &
  GateOptions & {
    /** What a parser or a client says it is. Default: a parser; of a client that is a module an EventSource, else a client. */
    readonly claim?: Claim | undefined
    /** The longest that one case may take, in milliseconds. Default: 10 s. */
    readonly timeout?: number | undefined
    /** The longest that the whole run may take, in milliseconds. Default: 10 min. */
    readonly deadline?: number | undefined
    /** How many cases run at the same time. Default: the number of processors, at most 4; of a server all, since they wait for the same; of a client 64, as processes 8. */
    readonly jobs?: number | undefined
    /** Decides what is left to chance. Default: a new one. */
    readonly seed?: string | undefined
    /**
     * `telling`: streams are cut only where parsers keep state, and encoders are given the examples of each case.
     * Default, `all`: a short stream is cut at every byte, and encoders are given random values too.
     */
    readonly cuts?: 'telling' | 'all' | undefined
    /** Never shown, however they are written; those of fewer than four characters cannot be told from other text. */
    readonly secrets?: readonly string[] | undefined
    /** Ends the run early; what was judged by then is kept. */
    readonly signal?: AbortSignal | undefined
    /** Told once, before the first verdict. */
    readonly onPlan?: ((plan: readonly CaseSummary[]) => void) | undefined
    /** Told of each address that a person is to connect a client to, where the target is `manual`. */
    readonly onInvitation?: ((invitation: Invitation) => void) | undefined
    /** Told of each verdict, in the order of the results. */
    readonly onVerdict?: ((verdict: Verdict) => void) | undefined
  }
