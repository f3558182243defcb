import type { EventInput } from '../../../spec/event.ts'

/** How a server is asked to send an event. */
export type Hook = {
  /** Asks for one event; settles when it is known what came of that, or rejects with the reason of the signal. */
  publish(event: EventInput, signal: AbortSignal): Promise<Receipt>
  /** A line for the shell that asks for the same event. */
  reproduce(event: EventInput): string
}

/**
 * What a hook said. `broken`: neither that it took the event nor that it will not; `unreachable`: there was nobody to ask;
 * `unable`: it cannot take it now, or not of that size, which says nothing about the event.
 */
export type Receipt =
  | {
      readonly outcome: 'accepted'
      /** Keys that the server has no way to send. */
      readonly ignored: readonly string[]
      /** How its answer began, where it had one. */
      readonly said?: string
    }
  | { readonly outcome: 'refused' | 'broken' | 'unreachable' | 'unable'; readonly reason: string }

/** The keys that an answer names as ignored; an answer that is something else names none. */
export const ignoredIn = (text: string): readonly string[] => {
  try {
    const { ignored } = JSON.parse(text) ?? {}
    return Array.isArray(ignored) ? ignored.filter((key) => typeof key === 'string') : []
  } catch {
    return []
  }
}

/** The start of what somebody wrote, in one line. */
export const startOf = (text: string): string => text.trim().split('\n', 1)[0]?.slice(0, 200) ?? ''
