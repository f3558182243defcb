import type { Json } from '../../../spec/verdict.ts'
import type { Case } from '../../case.ts'
import { equal } from '../../expect.ts'
import { browserDialect } from '../../parser/dialect.ts'
import type { ClientWorld } from '../world.ts'

const dialectCase = (slug: string, title: string, key: keyof typeof browserDialect): Case<ClientWorld> => ({
  id: `client/dialect/${slug}`,
  title,
  clause: 'dispatch.dialect',
  needs: key === 'id' ? ['dialect', 'lastEventId'] : ['dialect'],
  async run({ dialect }) {
    equal<Json>(dialect()[key], browserDialect[key], 'the dialect')
  },
})

/** Where a client that is no web browser dispatches in its own way: each difference is a note, told once. */
export const clientDialectCases: readonly Case<ClientWorld>[] = [
  dialectCase('id', 'as a client, carries the last ID of the stream', 'id'),
  dialectCase('block-without-data', 'as a client, dispatches no block without data', 'dataless'),
  dialectCase('empty-data', 'as a client, dispatches an event with empty data', 'emptyData'),
]
