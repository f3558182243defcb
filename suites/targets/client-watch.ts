import type { Leash } from './leash.ts'

/** Sees whether a process still takes turns. */
export type Watch = { start(alive: () => Promise<unknown>): void; isStuck(): boolean }

/** A process that takes no turn for so long is stuck, in milliseconds: well below what a case waits for an answer. */
const longest = 4000

/** One client in an endless loop holds up all that share its process: it is ended, and who is not to blame for it is asked again elsewhere. */
export const createWatch = (leash: Leash): Watch => {
  let isStuck = false
  let asked: number | undefined
  const look = (alive: () => Promise<unknown>) => {
    if (asked !== undefined) {
      if (performance.now() - asked < longest) return
      isStuck = true
      return void leash.stop()
    }
    asked = performance.now()
    const hear = () => {
      asked = undefined
    }
    alive().then(hear, () => {}) // where it is gone, that is known
  }
  return {
    start(alive) {
      const beat = setInterval(() => look(alive), 500).unref()
      void leash.closed.then(() => clearInterval(beat))
    },
    isStuck: () => isStuck,
  }
}

/** How such a process is spoken of. */
export const stuckFor = `is stuck: it does nothing else for ${longest / 1000} s`
