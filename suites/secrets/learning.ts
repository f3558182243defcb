import { createRedactor, type Redactor } from './redact.ts'

/** A redactor that is told of further secrets while the run lasts, before they are used. */
export type LearningRedactor = { readonly redactor: Redactor; learn(secrets: readonly string[]): void }

export const createLearningRedactor = (secrets: readonly string[]): LearningRedactor => {
  let known = secrets
  let current = createRedactor(known)
  return {
    redactor: {
      text: (text) => current.text(text),
      bytes: (bytes) => current.bytes(bytes),
      value: (value) => current.value(value),
      wire: (lines) => current.wire(lines),
    },
    learn(more) {
      const added = more.filter((secret) => !known.includes(secret))
      if (added.length === 0) return
      known = [...known, ...added]
      current = createRedactor(known)
    },
  }
}
