import type { ServerAddress } from '../../targets/target.ts'
import type { Change } from '../requests.ts'

/** A request that a configuration makes possible. */
export type Call = {
  readonly address: ServerAddress
  readonly change: Change
  /** With an ID that the watched stream had, or a made-up one where it had none. */
  readonly resumes?: true
  /** What follows the head is listened to for a while. */
  readonly stays?: true
}

/** The same for requests that are the same. */
export const keyOf = ({ address: { url, headers = [] }, change, resumes, stays }: Call): string =>
  JSON.stringify([url, headers, change, resumes, stays])
