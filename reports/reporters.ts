import { html } from './html.ts'
import { json } from './json.ts'
import type { Reporter } from './reporter.ts'
import { text } from './text.ts'

/** Every reporter by name, and the ending of its files. */
export const reporters = {
  html: { report: html, ending: 'html' },
  json: { report: json, ending: 'json' },
  text: { report: text, ending: 'txt' },
} as const satisfies Readonly<Record<string, { readonly report: Reporter; readonly ending: string }>>
