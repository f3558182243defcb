import type { Reporter } from './reporter.ts'

/** Every reporter by name, and the ending of its files; each is loaded when it is wanted, so that the light commands stay quick. */
export const reporters = {
  github: { load: async () => (await import('./github.ts')).github, ending: 'github.txt' },
  html: { load: async () => (await import('./html.ts')).html, ending: 'html' },
  json: { load: async () => (await import('./json.ts')).json, ending: 'json' },
  junit: { load: async () => (await import('./junit.ts')).junit, ending: 'xml' },
  markdown: { load: async () => (await import('./markdown.ts')).markdown, ending: 'md' },
  text: { load: async () => (await import('./text.ts')).text, ending: 'txt' },
} as const satisfies Readonly<Record<string, { readonly load: () => Promise<Reporter>; readonly ending: string }>>
