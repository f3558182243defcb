/** How binding a sentence is: a MUST that is broken is a violation, a SHOULD a warning, a MAY only a note. */
export type Level = 'must' | 'should' | 'may'

/** The part an implementation plays; a clause names the roles it binds. */
export type Role = 'parser' | 'encoder' | 'client' | 'server' | 'proxy'

/** One normative sentence, in our own words. Its id is its key in the catalogue and never changes. */
export type Clause = {
  /** The document the sentence stands in; `practice` is agreed usage without a normative sentence. */
  readonly source: string
  readonly section: string
  /** Leads to the text itself. */
  readonly url: string
  readonly level: Level
  /** Forging, leakage or access control. */
  readonly security?: true
  readonly roles: readonly Role[]
  readonly summary: string
  /** What usually goes wrong, and what to change. */
  readonly hint?: string
  /** No case asks for it: not yet, or never, with the reason. */
  readonly status?: 'planned' | { readonly untestable: string }
}

/** A part of the catalogue: clauses keyed by id. */
export type Catalogue = Readonly<Record<string, Clause>>
