import type { Missing, Need } from './need.ts'

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
  origins: {
    reason: 'not observed: nobody said which origins may read the stream',
    unlock: '--origin <origin>, or server.origins.allowed in the configuration',
  },
  'origin-fields': {
    reason: 'not observed: nobody said which fields pages of other origins set',
    unlock: 'server.origins.headers in the configuration',
  },
  'origin-credentials': {
    reason: 'not observed: nobody said that pages of other origins send cookies',
    unlock: 'server.origins.credentials in the configuration',
  },
  good: {
    reason: 'not observed: nobody said which credentials open the stream',
    unlock: 'server.credentials.good in the configuration',
  },
  refused: {
    reason: 'not observed: nobody said whom the stream is refused to',
    unlock: 'server.credentials.good, and bad, expired or revoked ones, in the configuration',
  },
  limited: {
    reason: 'not observed: there are no credentials that are valid and do not reach as far as the stream',
    unlock: 'server.credentials.limited in the configuration',
  },
  other: {
    reason: 'not observed: there are no credentials of another user',
    unlock: 'server.credentials.other in the configuration',
  },
  bearer: {
    reason: 'not observed: the stream is not opened by a bearer token',
    unlock: 'server.credentials.good.headers.Authorization: Bearer … in the configuration',
  },
  fresh: {
    reason: 'not observed: nobody hands out credentials that live shortly',
    unlock: 'server.fresh in the configuration',
  },
  'fresh-url': {
    reason: 'not observed: there is no URL with a token in it',
    unlock: 'server.fresh, or server.credentials.good.url, in the configuration',
  },
  revoke: {
    reason: 'not observed: nobody makes credentials void',
    unlock: 'server.fresh and server.revoke in the configuration',
  },
  'single-use': {
    reason: 'not observed: nobody said that a token counts once',
    unlock: 'server.singleUse: true, and server.fresh, in the configuration',
  },
  'never-sent': {
    reason: 'not observed: nobody said what must never be sent',
    unlock: 'server.secrets in the configuration',
  },
  loopback: {
    reason: 'not observed: the server is not asked on this machine',
    unlock: 'a URL with localhost, 127.0.0.1 or [::1]',
  },
  publish: {
    reason: 'not observed: nobody asked the server to send anything',
    unlock: '--publish <url> or --publish-command <command>',
  },
  topics: {
    reason: 'not observed: nobody named two topics, or two users, and how something is published for each',
    unlock: 'server.topics in the configuration',
  },
  'data-form': {
    reason: 'not observed: the data of an event does not come back as it was given, nor within JSON',
    unlock: '--data <JSON pointer>, or a publish hook that hands on data as it is',
  },
}
