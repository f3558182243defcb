/** An event that was published, as it is kept for those who resume. */
export type Kept = { readonly id?: string | undefined; readonly topics?: readonly string[] | undefined; readonly bytes: Uint8Array }

/** What was published, for those who come back with Last-Event-ID. */
export type ReplayLog = {
  append(kept: Kept): void
  /**
   * What was published after the event with this ID, in the order of publishing; all that is kept where it is not known any more, or never was.
   * The bytes are those that were appended. It answers at once: what is published meanwhile must not be lost between the log and the stream.
   */
  after(lastEventId: string): readonly Kept[]
  /** Whether the event with this ID is kept: whoever resumes after another may have missed what cannot be sent again. */
  holds(lastEventId: string): boolean
}

/** What a replay of these events is, after the event with this ID. */
export type Replay = (log: readonly Kept[], lastEventId: string) => readonly Kept[]

/** The latest events, in memory: at most `limit` of them, of at most `most` bytes together. */
export const memoryLog = (limit: number, replay: Replay = afterLatest, most = 64 * 1024 ** 2): ReplayLog => {
  const kept: Kept[] = []
  let size = 0
  return {
    append(event) {
      kept.push(event)
      size += event.bytes.length
      while (kept.length > limit || size > most) size -= kept.shift()?.bytes.length ?? size
    },
    after: (lastEventId) => replay(kept, lastEventId),
    holds: (lastEventId) => kept.some(({ id }) => id === lastEventId),
  }
}

/** From right after the latest event with that ID; all, where there is none (resume.no-gap, resume.no-duplicate, resume.unknown-id). */
export const afterLatest: Replay = (log, lastEventId) => log.slice(log.findLastIndex(({ id }) => id === lastEventId) + 1)
