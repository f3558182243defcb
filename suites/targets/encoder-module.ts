import { Violation } from '../expect.ts'
import type { Unusable, Written } from './encode-all.ts'
import type { EncoderConnection } from './encoder-connection.ts'
import { openPool } from './pool.ts'
import { enlist } from './process.ts'
import { quoteWords } from './shell.ts'

/** An encoder module in processes of its own. */
export const openEncoderModule = async (file: string, signal: AbortSignal): Promise<EncoderConnection> => {
  const pool = await openPool(file, 'encoder', signal)
  const leave = enlist()
  return {
    write: (events, { signal }) =>
      pool.lend({ signal }, async (host) => {
        const reply = await host.ask({ encode: events }, signal)
        if ('written' in reply) return usable(reply.written)
        throw new Error(`the host replied ${JSON.stringify(reply)}`)
      }),
    reproduce: (caseId, seed) => `npx sse-conformance encoder --module ${quoteWords([file])} --only ${caseId} --seed ${quoteWords([seed])}`,
    async close() {
      await pool.close()
      leave()
    },
  }
}

/** What an encoder made of some events, if it is anything that can be judged. */
export const usable = (written: Written | Unusable): Written => {
  if (!('unusable' in written)) return written
  throw new Violation('the encoder gives neither text nor bytes', { expected: 'a string or a Uint8Array', actual: written.unusable })
}
