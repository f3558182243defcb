export { EventSource as default } from 'undici'
