export { html } from './html.ts'
export { json } from './json.ts'
export type { Reporter } from './reporter.ts'
export { text } from './text.ts'
