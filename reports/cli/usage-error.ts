/** What the person wrote cannot be run, or leads nowhere; the message says what to do instead. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
  /** 2 for what cannot be run, 3 for a server that cannot be used, 4 for a pattern that matches nothing. */
  readonly exitCode: 2 | 3 | 4

  constructor(message: string, exitCode: 2 | 3 | 4 = 2) {
    super(message)
    this.exitCode = exitCode
  }
}
