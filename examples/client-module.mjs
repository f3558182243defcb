// An EventSource as a module: sse-conformance client --module examples/client-module.mjs
export { EventSource as default } from 'sse-conformance/reference'
