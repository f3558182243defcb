import { Violation } from '../expect.ts'
import type { Answer, Cuts, Played, Step } from './adapter.ts'
import type { ParserConnection } from './target.ts'

/** Plays streams to a parser module, wherever it runs. `alone`: in a process that has read nothing before. */
export type Playing = {
  play(script: readonly Step[], options: { readonly signal: AbortSignal; readonly alone?: boolean }): Promise<readonly Played[]>
  playCuts(
    bytes: Uint8Array,
    cutLists: readonly Cuts[],
    options: { readonly whole: Answer; readonly signal: AbortSignal },
  ): Promise<readonly { readonly cuts: Cuts; readonly played: Played }[]>
}

/** A parser whose pieces the kit decides on. */
export const connectionOf = (playing: Playing): Pick<ParserConnection, 'replay'> & Required<Pick<ParserConnection, 'exact'>> => ({
  async replay(pieces, options) {
    const [played] = await playing.play([...pieces.map((push) => ({ stream: 0, push })), { stream: 0, end: true }], options)
    return answerOf(played)
  },
  exact: {
    async play(script, options) {
      return (await playing.play(script, options)).map(answerOf)
    },
    async replayCuts(bytes, cutLists, options) {
      const differing = await playing.playCuts(bytes, cutLists, options)
      return differing.map(({ cuts, played }) => ({ cuts, answer: 'threw' in played ? { failed: played.threw } : played }))
    },
  },
})

const answerOf = (played: Played | undefined): Answer => {
  if (!played) throw new Error('a stream was given no answer')
  if ('threw' in played) throw new Violation('the parser throws', { expected: 'event lines', actual: played.threw })
  return played
}
