import { EventSourceStream } from 'undici/lib/web/eventsource/eventsource-stream.js'

export default function create(emit) {
  const tell = { lastEventId: (id) => emit({ id }), reconnectionTime: (retry) => emit({ retry }) }
  const set = (settings, key, value) => {
    tell[key](value)
    return Reflect.set(settings, key, value)
  }
  const push = (event) => event && emit({ type: event.type, ...event.options }) // null: the stream has ended
  const stream = new EventSourceStream({ eventSourceSettings: new Proxy({ lastEventId: '' }, { set }), push })
  return { push: (bytes) => stream.write(bytes), end: () => stream.end() }
}
