import type { Json } from '../../../spec/verdict.ts'
import type { Case } from '../../case.ts'
import { equal } from '../../expect.ts'
import { browserDialect } from '../dialect.ts'
import type { ParserWorld } from '../world.ts'

const dialectCase = (slug: string, title: string, key: keyof typeof browserDialect): Case<ParserWorld> => ({
  id: `parser/dialect/${slug}`,
  title,
  clause: 'dispatch.dialect',
  needs: key === 'id' ? ['dialect', 'lastEventId'] : ['dialect'],
  run({ dialect }) {
    equal<Json>(dialect()[key], browserDialect[key], 'the dialect')
  },
})

/** Where a reader that is no web browser dispatches in its own way: each difference is a note, told once. */
export const dialectCases: readonly Case<ParserWorld>[] = [
  dialectCase('id', 'carries the last ID of the stream, as browsers do', 'id'),
  dialectCase('block-without-data', 'dispatches no block without data, as browsers do', 'dataless'),
  dialectCase('empty-data', 'dispatches an event with empty data, as browsers do', 'emptyData'),
]
