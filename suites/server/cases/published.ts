import type { Case } from '../../case.ts'
import { injectionCases as encoderInjectionCases, surrogateCases } from '../../encoder/cases/injection.ts'
import { dataCases } from '../../encoder/cases/lines.ts'
import { streamCases } from '../../encoder/cases/stream.ts'
import { textCases } from '../../encoder/cases/text.ts'
import type { EncoderWorld } from '../../encoder/world.ts'
import type { ServerWorld } from '../world.ts'

/** A case of an encoder, asked of a server through its publish hook. */
const published = ({ id, title, needs = [], run, ...rest }: Case<EncoderWorld>, topic: string): Case<ServerWorld> => {
  const [, ...path] = id.split('/')
  const slug = path.filter((part) => part !== topic).join('-')
  return {
    ...rest,
    id: `server/${topic}/${slug}`,
    title: `${title}, on a stream`,
    ...(topic === 'injection' || isHeavy.test(slug) ? { weight: 'heavy' } : {}),
    needs: ['publish', 'data-form', 'published-order', ...needs],
    run: (world) => world.published(run),
  }
}

/** What takes a server more than a moment, what may be mistaken for an attack, and what seldom goes wrong where the same in data does not. */
const isHeavy =
  /-(?:megabyte|many-lines|crlf-far-on|long-characters)$|^(?:event|id|comment)-(?:like-a-field|null|bom|odd-characters|other-line-ends|any)$/

/** Whether what a server was given arrives as it was given. */
export const publishedCases: readonly Case<ServerWorld>[] = [...textCases, ...dataCases, ...streamCases]
  .filter(({ id }) => id !== 'encoder/stream/thousand-events') // fan-out asks for many, of many
  .map((item) => published(item, 'published'))

/** Whether what a server was given can forge fields or events (CWE-93). */
export const injectionCases: readonly Case<ServerWorld>[] = [...encoderInjectionCases, ...surrogateCases].map((item) =>
  published(item, 'injection'),
)
