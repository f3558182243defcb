import type { Heard, Listener } from './listener.ts'

/** Whether an event speaks of what is gone, as far as its words tell. */
export const tellsOfGap = ({ type, data }: Heard): boolean =>
  /reset|gap|gone|expire|evict|lost|miss|sync|snapshot|reload|refresh|restart|invalid|unknown|trunc|overflow|stale|outdated|history/i.test(
    `${type} ${data.slice(0, 200)}`,
  )

/** What a listener has heard that the case did not publish, and that nobody heard before it; the labels are some of the case. */
export const unusual = (listener: Listener, before: readonly Listener[], labels: readonly string[]): readonly Heard[] => {
  const usual = new Set(before.flatMap((other) => ownOf(other, labels)).map(kindOf))
  return ownOf(listener, labels).filter((event) => !usual.has(kindOf(event)))
}

const ownOf = (listener: Listener, [label = '']: readonly string[]): readonly Heard[] => {
  const prefix = label.slice(0, label.lastIndexOf(':'))
  return listener.heard().filter(({ data }) => !data.startsWith(prefix))
}

const kindOf = ({ type, data }: Heard): string => `${type} ${data.replace(/\d+/g, '#')}`
