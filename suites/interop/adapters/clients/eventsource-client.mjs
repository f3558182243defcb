import { createEventSource } from 'eventsource-client'

export default {
  connect(url, { headers, method, body, lastEventId: initialLastEventId }, emit) {
    const onMessage = ({ event = 'message', data, id }) => emit({ type: event, data, lastEventId: id })
    const onDisconnect = () => emit({ error: 'disconnected' })
    const source = createEventSource({
      url,
      headers,
      method,
      body,
      initialLastEventId,
      onMessage,
      onDisconnect,
      onConnect: () => emit({ open: true }),
    })
    return () => source.close()
  },
}
