import type { Block } from './blocks.ts'
import { refuseDin } from './din.ts'
import type { Ends, Mark } from './ends.ts'
import { holds, type Inbox } from './inbox.ts'

/**
 * What a stream makes of events that were published one after another: how often each comes, whether they keep their order,
 * and how long the quickest took since it was taken, in milliseconds.
 */
export type Temper = { readonly copies: number; readonly overtakes: boolean; readonly lag: number }

export const orderly: Temper = { copies: 1, overtakes: false, lag: 0 }

/** How many marks tell it. */
const trial = 8

type Trial = { readonly mark: Mark; readonly nonce: string; readonly inbox: Inbox; readonly ends: Ends }

/** Publishes several marks, and sees what becomes of them; throws a SetupError where they drown. */
export const tryOut = async ({ inbox, ends, mark, nonce }: Trial, signal: AbortSignal): Promise<Temper> => {
  const texts: string[] = []
  const taken = new Map<string, number>()
  const before = inbox.received()
  while (texts.length < trial) {
    const text = await mark(signal)
    taken.set(text, performance.now())
    texts.push(text)
  }
  const place = await ends.placeOf(texts.at(-1) ?? '', signal)
  await refuseDin(inbox, inbox.received() - before, signal)
  if (place === undefined) return orderly
  const marks = inbox.take(place + 1).flatMap((block) => markIn(block, nonce))
  const came = marks.map(({ text }) => text)
  const lags = marks.flatMap(({ text, at }) => (taken.has(text) ? [at - (taken.get(text) ?? at)] : []))
  const straggler = texts.find((text) => !came.includes(text)) // or it is lost, which is for others to say
  const isLate = straggler !== undefined && (await ends.arrived(straggler, 1000, signal)) !== undefined
  return {
    copies: copiesOf(texts.slice(0, -1), came),
    overtakes: isLate || !isInOrder(texts, came),
    lag: Math.max(0, Math.min(...lags)),
  }
}

const markIn = (block: Block, nonce: string): readonly { readonly text: string; readonly at: number }[] => {
  const [text] = (holds(block, nonce) && new RegExp(`${nonce}-\\d+;`).exec(Buffer.from(block.bytes).toString('latin1'))) || []
  return text === undefined ? [] : [{ text, at: block.at }]
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
