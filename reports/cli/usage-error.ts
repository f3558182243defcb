/** What the person wrote cannot be run; the message says what to write instead. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
  /** 2 for what cannot be run, 4 for a pattern that matches nothing. */
  readonly exitCode: 2 | 4

  constructor(message: string, exitCode: 2 | 4 = 2) {
    super(message)
    this.exitCode = exitCode
  }
}
