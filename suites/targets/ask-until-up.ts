import { setTimeout as sleep } from 'node:timers/promises'
import { attempt } from './attempt.ts'
import type { ServerAddress } from './target.ts'

type Asked = { readonly isUp: true } | { readonly isUp: false; readonly reason: string }

/** How long one try may take, and how long it is until the next; in milliseconds. */
export type Pace = { readonly patience: number; readonly pause: number }

export const firstPace: Pace = { patience: 2000, pause: 100 }

/** The pace of the next try, within bounds however often it is tried. */
export const slower = ({ patience, pause }: Pace): Pace => ({ patience: Math.min(30_000, patience * 2), pause: Math.min(500, pause * 1.5) })

/** Tries again and again, at growing distances, each time with more patience: a first request may take long. */
export const askUntilUp = async (url: URL, how: Pick<ServerAddress, 'headers' | 'tls'>, until: AbortSignal): Promise<Asked> => {
  let reason = 'it was not asked'
  for (let pace = firstPace; !until.aborted; pace = slower(pace)) {
    const result = await attempt(url, how, AbortSignal.any([until, AbortSignal.timeout(pace.patience)]))
    if (result === 'up') return { isUp: true }
    reason = result.reason
    await sleep(pace.pause, undefined, { signal: until }).catch(() => {})
  }
  return { isUp: false, reason }
}
