export { EventSource as default } from 'eventsource'
