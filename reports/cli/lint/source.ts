import { open } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import type { LintStart } from '../../../spec/lint.ts'
import { UsageError } from '../usage-error.ts'

/** A stream that can be read, and what is known of it before. */
export type Source = Pick<LintStart, 'source' | 'response'> & {
  readonly body: Readable
  readonly close: () => Promise<void>
}

export const openStdin = (): Source => ({
  source: { kind: 'stdin', name: 'stdin' },
  body: process.stdin,
  close: async () => void process.stdin.destroy(),
})

/** Opens a file; throws a UsageError when it cannot be read. */
export const openFile = async (name: string): Promise<Source> => {
  try {
    const file = await open(name)
    if ((await file.stat()).isDirectory()) {
      await file.close()
      throw new UsageError(`${name} is a folder; name a file, a URL, or - for stdin`)
    }
    const body = file.createReadStream()
    return { source: { kind: 'file', name }, body, close: async () => void body.destroy() }
  } catch (error) {
    if (error instanceof UsageError) throw error
    throw new UsageError(
      `cannot read ${name}: ${(error as NodeJS.ErrnoException).code}; name a file, a URL with http:// or https://, or - for stdin`,
    )
  }
}
