import type { EventInput } from '../../spec/event.ts'
import { Violation } from '../expect.ts'
import type { Written } from '../targets/encode-all.ts'
import { bare } from './handshake.ts'

/** How long a target takes, in milliseconds: for one call, and for each further event of the call. */
export type Pace = { readonly call: number; readonly event: number }

export const findPace = async (ask: (...events: readonly EventInput[]) => Promise<Written>): Promise<Pace> => {
  const timeOf = async (...events: readonly EventInput[]) => {
    const began = performance.now()
    await ask(...events).catch(nothing)
    return performance.now() - began
  }
  const one = await timeOf(bare)
  const four = await timeOf(bare, bare, bare, bare)
  return { call: Math.max(one, four), event: Math.max(0, (four - one) / 3) }
}

/** Whatever goes wrong with a probe is judged by the cases that write the same. */
export const nothing = (error: unknown): Written => {
  if (error instanceof Violation) return { refused: error.message }
  throw error
}
