/** The target could not be reached, started or understood: nobody's clause is broken, and nothing can be judged. */
export class SetupError extends Error {
  override readonly name = 'SetupError'
  readonly hint?: string
  readonly stderr?: string

  constructor(reason: string, hint?: string, stderr?: string) {
    super(reason)
    if (hint) this.hint = hint
    if (stderr) this.stderr = stderr
  }
}
