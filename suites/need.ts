import { clientNeeds } from './client/needs.ts'
import { serverNeeds } from './server/needs.ts'

/** Why a case is not asked, and the option that would change it. */
export type Missing = { readonly reason: string; readonly unlock: string }

const readerAndWriterNeeds = {
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
} as const

/** What each need means to the person who reads the report. */
export const missing = { ...readerAndWriterNeeds, ...clientNeeds, ...serverNeeds } as const satisfies Readonly<Record<string, Missing>>

/** Something that a target may lawfully lack; a case that needs it is then skipped, and says so. */
export type Need = keyof typeof missing
