import type { Json } from '../../spec/verdict.ts'
import type { AccessAddress, Issuer } from './access/access.ts'
import type { Answer, Cuts, Step } from './adapter.ts'
import type { Hook } from './hook/hook.ts'
import type { Stats } from './stats.ts'

/** What is tested, as plain data. */
export type Target = ParserTarget | EncoderTarget | ClientTarget | ServerTarget

/** Where an implementation is found. */
export type Place =
  | { readonly kind: 'reference' /** The id of a mutant. */; readonly mutant?: string }
  | { readonly kind: 'module' /** Path of an ES module. */; readonly module: string }
  | { readonly kind: 'command'; readonly command: readonly string[] }

/** A module's default export is `create(emit)`. */
export type ParserTarget = { readonly role: 'parser'; readonly name?: string } & Place

/** A module's default export is `encode(event)`. */
export type EncoderTarget = { readonly role: 'encoder'; readonly name?: string } & Place

/** A client: the embedded one, an ES module, a command that connects to its last argument, a test service, or whoever is connected by hand. */
export type ClientTarget = { readonly role: 'client'; readonly name?: string } & (
  | { readonly kind: 'reference' /** The id of a mutant. */; readonly mutant?: string }
  | {
      readonly kind: 'module'
      /** Path of an ES module: a class with the EventSource interface, or an object with `connect(url, options, emit)`. */
      readonly module: string
      /** Which of its exports. Default: the default export. */
      readonly export?: string
    }
  | { readonly kind: 'command'; readonly command: readonly string[] }
  | {
      readonly kind: 'manual'
      /** Where the kit listens, as the client is to write it: a name or address of this machine. Default: 127.0.0.1. */
      readonly host?: string
    }
  | {
      readonly kind: 'service' /** http: or https:; the service speaks the protocol of launchdarkly's SSE contract tests. */
      readonly url: string
    }
)

/** A server: the embedded one, or whatever answers at a URL. */
export type ServerTarget = { readonly role: 'server'; readonly name?: string } & (
  | { readonly kind: 'reference'; readonly http?: '1.1' | '2' /** The id of a mutant. */; readonly mutant?: string }
  | ({ readonly kind: 'url' } & ServerAddress)
)

/** Where a stream is asked for, and how. */
export type ServerAddress = AccessAddress & {
  /** http: or https:; user and password in it are sent as Basic credentials. */
  readonly url: string
  /** Default: GET. */
  readonly method?: string
  /** Fields of every request, such as Authorization. */
  readonly headers?: readonly (readonly [name: string, value: string])[]
  readonly body?: string
  /** Default: 1.1 in clear text, what TLS negotiates otherwise. */
  readonly http?: '1.1' | '2'
  readonly tls?: Tls
  /** How long the stream is watched, in milliseconds. Default: 10 s. */
  readonly watch?: number
  /** The longest that an idle stream may be silent, in milliseconds. Default: 30 s. */
  readonly idle?: number
  /** The status that the first request is to get. Default: 200. */
  readonly status?: number
  /** Hosts, with or without a port, that heavy cases may be run against; this machine always is one. */
  readonly allowHeavy?: readonly string[]
  /** A URL that answers GET with JSON that tells `subscribers`, `rss` in bytes, or both. */
  readonly stats?: string
  /** Topics of it, or users: what is published for one of them is for no other. */
  readonly topics?: readonly Topic[]
  /** How many streams are opened at once where many are asked for. Default: 100. */
  readonly subscribers?: number
  /** What of all this came from the environment, and is never to be shown. */
  readonly secrets?: readonly string[]
  /** How the server is asked to send an event: a URL that is POSTed the event as JSON, or a shell command that reads it from stdin. */
  readonly publish?: { readonly url: string } | { readonly command: string }
  /** How the data of an event comes back. Default: found out. */
  readonly data?: DataForm
  /** A shell command that starts the server, and a URL that answers once it is up (default: that of the stream). */
  readonly start?: { readonly command: string; readonly waitFor?: string }
}

/** A topic, or a user. */
export type Topic = {
  readonly name: string
  /** Of its stream; default: that of the server. */
  readonly url?: string
  /** In the place of the fields of the same name. */
  readonly headers?: readonly (readonly [name: string, value: string])[]
  /** Further members of the JSON of an event that is for this topic. */
  readonly publish?: Readonly<Record<string, Json>>
  /** Where it is published, in the place of the URL of the publish hook. */
  readonly publishUrl?: string
}

/** A topic, and how it is asked to send an event. */
export type OpenTopic = Topic & { readonly hook: Hook }

/** As it was given, as a JSON string, or as a string within JSON, at a JSON pointer (RFC 6901). */
export type DataForm = 'text' | 'json' | `/${string}`

/** PEM texts. `insecure`: any certificate is taken. */
export type Tls = { readonly ca?: string; readonly cert?: string; readonly key?: string; readonly insecure?: true }

/** A server that is up. */
export type ServerConnection = {
  readonly address: ServerAddress
  /** Who hands out credentials for it, if anybody does. */
  readonly issuer?: Issuer
  /** How it is asked to send an event, if it can be. */
  readonly hook?: Hook
  /** Topics, or users. */
  readonly topics?: readonly OpenTopic[]
  /** What can be seen of it from outside; throws a SetupError. */
  stats?(signal: AbortSignal): Promise<Stats>
  /** How a server that was started has ended by itself, if it has. */
  death?(): Promise<Error | undefined>
  close(): Promise<void>
}

/** A parser that is up. `signal` ends a wait; its reason is what is thrown then. */
export type ParserConnection = {
  /** One stream, in these pieces, to a parser of its own. `alone`: in a process that has read nothing before. */
  replay(pieces: readonly Uint8Array[], options: { readonly signal: AbortSignal; readonly alone?: boolean }): Promise<Answer>
  /** Where the kit decides on the pieces itself. */
  readonly exact?: ExactParser
  /** A shell command that shows a case again; `stream` is there when all that it did was to send that in one piece. */
  reproduce(caseId: string, stream: Uint8Array | undefined): string
  close(): Promise<void>
}

export type ExactParser = {
  /** Several streams in one process, step by step; one answer per stream. */
  play(script: readonly Step[], options: { readonly signal: AbortSignal }): Promise<readonly Answer[]>
  /** The replays whose lines are not those of `whole`; `failed` says what was thrown instead of an answer. */
  replayCuts(
    bytes: Uint8Array,
    cutLists: readonly Cuts[],
    options: { readonly whole: Answer; readonly signal: AbortSignal },
  ): Promise<readonly { readonly cuts: Cuts; readonly answer: Answer | { readonly failed: Json } }[]>
}
