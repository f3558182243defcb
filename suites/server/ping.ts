import type { Remark } from '../../reference/linter/line.ts'
import type { ServerSentEvent } from '../../spec/event.ts'

const name = /^(?:ping|pong|heart-?beat|keep-?alive|noop)$/i

/** An event that is there to keep the connection alive, as far as its name tells. */
export const pingRemark = (event: ServerSentEvent | undefined): readonly Remark[] => {
  if (!event) return []
  const isPing =
    name.test(event.type) ||
    name.test(event.data.trim()) ||
    (event.data.length < 100 && /^\{\s*"(?:type|event)"\s*:\s*"(?:ping|heart-?beat|keep-?alive)"/i.test(event.data))
  if (!isPing) return []
  return [
    {
      clause: 'delivery.keep-alive-comment',
      message: 'this event keeps the connection alive and wakes every listener; a comment does so too and wakes none',
    },
  ]
}
