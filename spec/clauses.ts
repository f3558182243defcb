import type { Catalogue, Clause } from './clause.ts'
import { decoding } from './clauses/decoding.ts'
import { eventsource } from './clauses/eventsource.ts'
import { grammar } from './clauses/grammar.ts'
import { http } from './clauses/http.ts'
import { intermediaries } from './clauses/intermediaries.ts'
import { practice } from './clauses/practice.ts'

/** Every clause, keyed by its id. */
export const clauses = {
  ...decoding,
  ...grammar,
  ...eventsource,
  ...http,
  ...practice,
  ...intermediaries,
} as const satisfies Catalogue

/** The id of a clause that exists; a misspelt one does not compile. */
export type ClauseId = keyof typeof clauses

/** The clause of that name, if there is one. */
export const findClause = (name: string): Clause | undefined => (Object.hasOwn(clauses, name) ? clauses[name as ClauseId] : undefined)

/** The clause with this id. */
export const clause = (id: ClauseId): Clause => clauses[id]
