import type { Server } from 'node:net'
import type { ClauseId } from '../../../spec/clauses.ts'
import type { EventStreamServer } from '../../server/server.ts'
import { type Answer, type Asked, type Field, type ServerSteps, standard } from '../../server/steps.ts'
import type { Scene } from './scene.ts'

/** What carries the answers of a server; it does not listen yet. */
export type Transport = (server: Pick<EventStreamServer, 'answer'>) => Server

/** A server that is right but for one clause. */
export type ServerMutant = {
  readonly id: string
  /** The clause it breaks. */
  readonly clause: ClauseId
  /** What it does wrong. */
  readonly summary: string
  /** The version of HTTP that it speaks, where it speaks only one. */
  readonly http?: '1.1' | '2'
  /** The status that the first request gets, where that is not 200. */
  readonly status?: number
  /** The steps of a new server. */
  readonly start: () => ServerSteps
  readonly scene: Partial<Scene>
  readonly transport?: Transport
  /** The cases that it is shown to, where the others would only cost time; default: all. */
  readonly shownBy?: readonly string[]
}

type Change = Partial<Pick<ServerMutant, 'http' | 'status' | 'scene' | 'transport'>> & { readonly steps?: Partial<ServerSteps> }

/** The standard's server but for what is given. */
export const serverMutant = (id: string, clause: ClauseId, summary: string, { steps, scene = {}, ...rest }: Change): ServerMutant => ({
  id,
  clause,
  summary,
  start: () => ({ ...standard, ...steps }),
  scene,
  ...rest,
})

/** Fields with this value for that name; without any value, the name is gone. */
export const set = (fields: readonly Field[], name: string, ...values: readonly string[]): readonly Field[] => [
  ...fields.filter(([other]) => other.toLowerCase() !== name.toLowerCase()),
  ...values.map((value): Field => [name, value]),
]

/** Streams with this value for that field. */
export const streamField = (name: string, ...values: readonly string[]): Change => ({
  steps: { streamFields: (asked) => set(standard.streamFields(asked), name, ...values) },
})

/** The answer that one step gives, changed. */
export const answering = (
  step: 'answer' | 'get' | 'head' | 'options' | 'notAllowed' | 'notImplemented',
  change: (answer: Answer, asked: Asked) => Answer,
): Change => ({
  steps: { [step]: (...[asked, rules, steps]: Parameters<ServerSteps['get']>) => change(standard[step](asked, rules, steps), asked) },
})
