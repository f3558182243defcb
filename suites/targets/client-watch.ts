import type { Leash } from './leash.ts'

/** Sees whether a process still takes turns. */
export type Watch = { start(alive: () => Promise<unknown>, whose: keyof typeof longest): void; stuckFor(): string | undefined }

/**
 * A process that takes no turn for so long is stuck, in milliseconds: where it is shared, well below what a case waits for an answer;
 * one that only its client is in gets the time that a slow machine may need.
 */
const longest = { shared: 4000, alone: 8000 }

/** One client in an endless loop holds up all that share its process: it is ended, and who is not to blame for it is asked again elsewhere. */
export const createWatch = (leash: Leash): Watch => {
  let stuckFor: string | undefined
  let asked: number | undefined
  const look = (alive: () => Promise<unknown>, patience: number) => {
    if (asked !== undefined) {
      if (performance.now() - asked < patience) return
      stuckFor = `is stuck: it does nothing else for ${patience / 1000} s`
      return void leash.stop()
    }
    asked = performance.now()
    const hear = () => {
      asked = undefined
    }
    alive().then(hear, () => {}) // where it is gone, that is known
  }
  return {
    start(alive, whose) {
      const beat = setInterval(() => look(alive, longest[whose]), 500).unref()
      void leash.closed.then(() => clearInterval(beat))
    },
    stuckFor: () => stuckFor,
  }
}
