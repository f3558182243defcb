export { EventSource as default } from 'eventsource-4'
