import type { ClauseId } from '../../../spec/clauses.ts'
import { type EncoderSteps, standard } from '../../encoder/steps.ts'

/** An encoder that is right but for one clause. */
export type EncoderMutant = {
  readonly id: string
  /** The clause it breaks. */
  readonly clause: ClauseId
  /** What it does wrong. */
  readonly summary: string
  /** The steps of a new stream. */
  readonly start: () => EncoderSteps
}

type Change = Partial<EncoderSteps>

/** The standard's encoder but for the steps given; as a function, they are made anew for each stream. */
export const encoderMutant = (id: string, clause: ClauseId, summary: string, change: Change | (() => Change)): EncoderMutant => ({
  id,
  clause,
  summary,
  start: () => ({ ...standard, ...(typeof change === 'function' ? change() : change) }),
})

/** The keys of an event that hold text, and the steps that write them. */
export type TextStep = 'data' | 'type' | 'id' | 'comment'
export const textSteps: readonly TextStep[] = ['data', 'type', 'id', 'comment']

/** The standard's step, given what `change` makes of the text. */
export const changing = (step: TextStep, change: (text: string) => string): Change => ({
  [step]: (text: string) => standard[step](change(text)),
})
