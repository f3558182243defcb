// The parser to judge: put yours in the place of the reference. It calls emit with { type, data, lastEventId } for each event.
import { createDecoder } from 'sse-conformance/reference'

export default function create(emit) {
  const decoder = createDecoder({ onEvent: emit, onRetry: (retry) => emit({ retry }), onId: (id) => emit({ id }) })
  return { push: (bytes) => decoder.push(bytes), end: () => decoder.end() }
}
