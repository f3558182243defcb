import { createRedactor, type Redactor } from './redact.ts'

/** A redactor that is told of further secrets while the run lasts, before they are used. */
export type LearningRedactor = { readonly redactor: Redactor; learn(secrets: readonly string[]): void }

export const createLearningRedactor = (secrets: readonly string[]): LearningRedactor => {
  const learned = new Set<string>()
  let made: Redactor | undefined
  const current = (): Redactor => {
    made ??= createRedactor(secrets, [...learned])
    return made
  }
  return {
    redactor: {
      text: (text) => current().text(text),
      bytes: (bytes) => current().bytes(bytes),
      value: (value) => current().value(value),
      wire: (lines) => current().wire(lines),
    },
    learn(more) {
      for (const secret of more) learned.add(secret)
      made = undefined
    },
  }
}
