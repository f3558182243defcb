/** What an event handler attribute holds. */
export type Handler<This, Fired extends Event> = ((this: This, event: Fired) => unknown) | null

/** The event handler attributes of a target (HTML 8.1.8.1): each calls the function it is set to, in the place where it was first set. */
export const createHandlers = (target: EventTarget) => {
  const held = new Map<string, { handler: object; listener: (event: Event) => void }>()
  const drop = (type: string) => {
    const entry = held.get(type)
    if (entry) target.removeEventListener(type, entry.listener)
    held.delete(type)
  }
  return {
    get: (type: string): unknown => held.get(type)?.handler ?? null, // interface.handlers
    set(type: string, value: unknown): void {
      const isHandler = typeof value === 'function' || (typeof value === 'object' && value !== null)
      if (!isHandler) {
        drop(type)
        return
      }
      const entry = held.get(type)
      if (entry) {
        entry.handler = value
        return
      }
      const listener = (event: Event) => {
        const handler = held.get(type)?.handler
        if (typeof handler === 'function') handler.call(target, event)
      }
      held.set(type, { handler: value, listener })
      target.addEventListener(type, listener)
    },
  }
}
