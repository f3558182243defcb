import { MIMEType } from 'node:util'
import { Unobserved } from '../expect.ts'
import { fieldLines, valuesOf } from '../wire/fields.ts'
import type { WireHead } from '../wire/wire.ts'
import type { Visit } from './visit.ts'

/** A visit that got a response. */
export type Answer = Visit & { readonly head: WireHead }

export const hasHead = (visit: Visit): visit is Answer => visit.head !== undefined

/** The field lines of that name (in lower case). */
export const linesOf = ({ head }: Answer, name: string): readonly string[] => fieldLines(head.fields, name)

/** The members of the list in the fields of that name (in lower case). */
export const listOf = ({ head }: Answer, name: string): readonly string[] => valuesOf(head.fields, name)

/** The names of the directives of Cache-Control, in lower case, with their values. */
export const cacheControlOf = (answer: Answer): ReadonlyMap<string, string> =>
  new Map(
    listOf(answer, 'cache-control').map((directive) => {
      const [name = '', value = ''] = directive.split('=', 2)
      return [name.trim().toLowerCase(), value.trim()]
    }),
  )

/** Type and subtype as the one Content-Type says, in lower case; nothing when there is none or it cannot be read. */
export const essenceOf = (answer: Answer): string | undefined => {
  const [field, second] = linesOf(answer, 'content-type')
  return second === undefined ? typeOf(field)?.essence : undefined
}

export const charsetOf = (answer: Answer): string | undefined =>
  typeOf(linesOf(answer, 'content-type')[0])?.params.get('charset') ?? undefined

const typeOf = (field: string | undefined): MIMEType | undefined => {
  try {
    return field === undefined ? undefined : new MIMEType(field)
  } catch {
    return undefined
  }
}

/** Whether the response says, also among other things, that it is an event stream. */
export const isStream = (answer: Answer): boolean =>
  linesOf(answer, 'content-type').some((value) => /^\s*text\/event-stream\s*(?:[;,]|$)/i.test(value))

/** Why a case about streams says nothing. */
export const notAStream = new Unobserved(
  'not observed: the response does not say that it is an event stream',
  'a URL that answers with text/event-stream',
)
