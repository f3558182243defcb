import type { EventInput } from '../../spec/event.ts'
import { standard as encoder } from '../encoder/steps.ts'
import { afterLatest, type Replay } from './replay-log.ts'

/** An event that tells of a gap: it has data, since readers dispatch none without (HTML 9.2.6). */
export type GapNotice = EventInput & Required<Pick<EventInput, 'data'>>

/** What a server decides about those who resume. */
export type ResumptionSteps = {
  /** What a new subscriber gets of the log, which is in the order of publishing. */
  readonly replay: Replay
  /** What is told first to whoever resumes with an ID that is not kept. */
  readonly gap: (rules: { readonly gap?: GapNotice | undefined }) => string
}

/** Who comes back with Last-Event-ID gets what is kept, and may be told that this is not all. */
export const resumption: ResumptionSteps = {
  replay: afterLatest, // resume.no-gap, resume.no-duplicate, resume.in-order

  gap: ({ gap }) => (gap === undefined ? '' : encoder.event(gap, encoder)), // resume.expired-id
}
