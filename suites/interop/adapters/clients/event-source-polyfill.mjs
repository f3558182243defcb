import polyfill from 'event-source-polyfill'

export default polyfill.EventSourcePolyfill
