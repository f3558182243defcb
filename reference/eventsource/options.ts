import type { Limits } from '../decoder/limits.ts'

/** What an EventSource is made with. All but `withCredentials` goes beyond HTML 9.2.2, and changes nothing where it is left out. */
export type EventSourceOptions = {
  /** Cookies and other credentials go to foreign origins too. Default: false. */
  readonly withCredentials?: boolean
  /** Further fields of every request, such as Authorization. */
  readonly headers?: HeadersInit
  /** Default: GET. */
  readonly method?: string
  /** Sent with every request anew, which is why it is no stream. */
  readonly body?: string | ArrayBuffer | ArrayBufferView<ArrayBuffer> | Blob | FormData | URLSearchParams
  /** Sent with the first request, and kept until the stream sets another. Default: the empty string, which is not sent. */
  readonly lastEventId?: string
  /** The reconnection time until a stream sets another, in milliseconds. Default: 3000. */
  readonly reconnectionTime?: number
  /** Bounds on what a stream may take of memory; one that passes them fails for good. */
  readonly limits?: Limits
  /** Makes the requests. Default: the fetch of the platform. */
  readonly fetch?: typeof fetch
  /** Told in words, just before `error` fires, why it does. */
  readonly onReason?: (reason: string) => void
}
