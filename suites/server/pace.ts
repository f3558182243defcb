import type { Visit } from './visit.ts'

/** How many events the plain stream brought in the first half of the time in which both were open, and the other one in three quarters of it. */
export const eventsByThen = (plain: Visit, compressed: Visit): readonly [plain: number, compressed: number] => {
  const from = compressed.head?.at ?? 0
  const time = Math.min(plain.end.at, compressed.end.at) - from
  const count = ({ seen }: Visit, share: number) => seen?.kept.filter(({ at }) => at > from && at < from + share * time).length ?? 0
  return [count(plain, 0.5), count(compressed, 0.75)]
}
