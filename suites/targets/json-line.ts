import type { EventInput } from '../../spec/event.ts'

/** An event as one line of JSON, in ASCII only, so that nothing between the kit and the encoder can change it. */
export const jsonLine = (event: EventInput): string =>
  JSON.stringify(event).replace(/[^\x20-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
