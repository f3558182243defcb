/** Hands over what is numbered from 1 in the order of the numbers, however it comes. */
export const createNumbered = (hand: (text: string) => void): ((number: number, text: string) => void) => {
  const early = new Map<number, string>()
  let next = 1
  return (number, text) => {
    if (number < next) return // once more
    early.set(number, text)
    for (let ready = early.get(next); ready !== undefined; ready = early.get(next)) {
      early.delete(next)
      next += 1
      hand(ready)
    }
  }
}
