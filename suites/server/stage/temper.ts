import type { Block } from './blocks.ts'
import type { Ends, Mark } from './ends.ts'
import type { Inbox } from './inbox.ts'

/** What a stream makes of events that were published one after another: how often each comes, and whether they keep their order. */
export type Temper = { readonly copies: number; readonly overtakes: boolean }

export const orderly: Temper = { copies: 1, overtakes: false }

/** How many marks tell it. */
const trial = 8

type Trial = { readonly mark: Mark; readonly nonce: string; readonly inbox: Inbox; readonly ends: Ends }

/** Publishes several marks, and sees what becomes of them. */
export const tryOut = async ({ inbox, ends, mark, nonce }: Trial, signal: AbortSignal): Promise<Temper> => {
  const texts: string[] = []
  while (texts.length < trial) texts.push(await mark(signal))
  const place = await ends.placeOf(texts.at(-1) ?? '', signal)
  if (place === undefined) return orderly
  const came = inbox.take(place + 1).flatMap(({ bytes }) => new RegExp(`${nonce}-\\d+;`).exec(Buffer.from(bytes).toString('latin1')) ?? [])
  const straggler = texts.find((text) => !came.includes(text)) // or it is lost, which is for others to say
  const isLate = straggler !== undefined && (await ends.arrived(straggler, 1000, signal)) !== undefined
  return { copies: copiesOf(texts.slice(0, -1), came), overtakes: isLate || !isInOrder(texts, came) }
}

/** How often each of them has come at least; the last one is waited for only once. */
const copiesOf = (published: readonly string[], came: readonly string[]): number =>
  Math.max(1, Math.min(...published.map((text) => came.filter((other) => other === text).length)))

const isInOrder = (published: readonly string[], came: readonly string[]): boolean => {
  const first = [...new Set(came)].filter((text) => published.includes(text))
  return first.join() === published.filter((text) => came.includes(text)).join()
}

/** Each run of the same blocks without its copies. */
export const withoutCopies = (blocks: readonly Block[], { copies }: Temper): readonly Block[] => {
  let run = 0
  return blocks.filter((block, index) => {
    const before = blocks[index - 1]
    run = before && Buffer.compare(before.bytes, block.bytes) === 0 ? run + 1 : 0
    return run % copies === 0
  })
}
