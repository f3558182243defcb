/** Something that a target may lawfully lack; a case that needs it is then skipped, and says so. */
export type Need =
  | 'type'
  | 'lastEventId'
  | 'retry'
  | 'id'
  | 'pieces'
  | 'dialect'
  | 'event-field'
  | 'id-field'
  | 'retry-field'
  | 'comment'
  | 'lone-comment'
  | 'http-1.1'
  | 'http-2'
  | 'credentials'
  | 'publish'
  | 'data-form'

/** Why a case is not asked, and the option that would change it. */
export type Missing = { readonly reason: string; readonly unlock: string }

/** What each need means to the person who reads the report. */
export const missing: Readonly<Record<Need, Missing>> = {
  type: {
    reason: 'not observed: the target does not expose the type of an event',
    unlock: 'have the adapter emit type with each event',
  },
  lastEventId: {
    reason: 'not observed: the target does not expose the last event ID',
    unlock: 'have the adapter emit lastEventId with each event',
  },
  retry: {
    reason: 'not observed: the target does not expose the reconnection time',
    unlock: 'have the adapter emit {"retry": milliseconds} when it is set',
  },
  id: {
    reason: 'not observed: the target does not expose an ID that comes without an event',
    unlock: 'have the adapter emit {"id": "…"} when an ID is committed without an event',
  },
  pieces: {
    reason: 'not observed: what a command reads comes in pieces of its own choice',
    unlock: '--module instead of a command',
  },
  dialect: {
    reason: 'not asked: the target claims to be an EventSource, and the vectors judge its dispatch',
    unlock: '--as parser',
  },
  'event-field': {
    reason: 'not observed: the target was given a type and wrote no event field',
    unlock: 'have the adapter hand on event to the encoder',
  },
  'id-field': {
    reason: 'not observed: the target was given an ID and wrote no id field',
    unlock: 'have the adapter hand on id to the encoder',
  },
  'retry-field': {
    reason: 'not observed: the target was given a reconnection time and wrote no retry field',
    unlock: 'have the adapter hand on retry to the encoder',
  },
  comment: {
    reason: 'not observed: the target was given a comment and wrote none',
    unlock: 'have the adapter hand on comment to the encoder',
  },
  'lone-comment': {
    reason: 'not observed: the target was given nothing but a comment and wrote none',
    unlock: 'have the adapter write an event that has only a comment',
  },
  'http-1.1': {
    reason: 'not observed: the server was asked over HTTP/2',
    unlock: '--http 1.1',
  },
  'http-2': {
    reason: 'not observed: the server was asked over HTTP/1.1',
    unlock: '--http 2, if it speaks that',
  },
  credentials: {
    reason: 'not observed: the requests carry no Authorization',
    unlock: "--header 'Authorization: …'",
  },
  publish: {
    reason: 'not observed: nobody asked the server to send anything',
    unlock: '--publish <url> or --publish-command <command>',
  },
  'data-form': {
    reason: 'not observed: the data of an event does not come back as it was given, nor within JSON',
    unlock: '--data <JSON pointer>, or a publish hook that hands on data as it is',
  },
}
