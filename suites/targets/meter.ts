/** How much is told at most: so many things, and so many characters in all of them. */
export type Measure = { readonly things: number; readonly characters: number }

/** Far more than there is to tell of any stream that is not large. */
export const few: Measure = { things: 5000, characters: 1024 ** 2 }

/** What is kept of a large stream at most. */
export const many: Measure = { things: 200_000, characters: 128 * 1024 ** 2 }

/** The longest that a text of so many characters can be, in bytes, as JSON: \u and four digits for each. */
export const bytesAsJson = ({ characters }: Measure): number => 6 * characters + 1024

export type Meter = ReturnType<typeof createMeter>

/** Counts what is told, up to a measure. */
export const createMeter = (most: Measure) => {
  let things = 0
  let characters = 0
  return {
    /** Counts one thing of so many characters; false once that is more than is kept. */
    takes(size: number): boolean {
      things += 1
      characters += size
      return things <= most.things && characters <= most.characters
    },
    /** What was told so far is not kept any more. */
    reset(): void {
      things = 0
      characters = 0
    },
    read: (): Measure => ({ things, characters }),
  }
}
