import { Document, isCollection, isMap, isPair, visit } from 'yaml'
import { schemas } from '../../../spec/schemas.ts'
import type { ServerConfig } from '../config.ts'

export type Draft = {
  readonly server: ServerConfig
  /** The keys whose values nobody has said yet. */
  readonly guessed: readonly string[]
  /** A URL, or a path from where the file is, for editors. */
  readonly schema: string
}

type Key = { readonly description?: string; readonly examples?: readonly unknown[] }

const { server: section, ...others } = schemas.config.properties
/** What most need stands first; the rest in the order of the schema. */
const { url, start, waitFor, ...rest } = section.properties
const serverKeys = Object.entries<Key>({ url, start, waitFor, ...rest })
const gateKeys = (['baseline', 'fail-on', 'require-observed'] as const).map((name) => [name, others[name]] as const)

/** Whether a configuration may say this of a server. */
export const isServerKey = (name: string): boolean => name in section.properties

/** A configuration with every key of a server, each explained as its schema does; those that are not used are comments. */
export const configuration = ({ server, guessed, schema }: Draft): string => {
  const saidOf = (name: string) => (server as Readonly<Record<string, unknown>>)[name]
  const used = serverKeys.filter(([name]) => saidOf(name) !== undefined)
  const free = serverKeys.filter(([name]) => saidOf(name) === undefined)
  const usedText = used.map(([name, { description }]) => {
    const mark = guessed.includes(name) ? 'CHANGE: ' : ''
    return `${commented(`${mark}${description}\n`)}${yamlOf(name, saidOf(name))}`
  })
  return `# yaml-language-server: $schema=${schema}
# What stands in a comment is an example; take its # away and write what holds for you. An option on the command line wins.

server:
${indented([...usedText, ...free.map(offered)].join('\n'))}
${gateKeys.map(offered).join('\n')}`
}

const offered = ([name, { description, examples = [] }]: readonly [string, Key]): string =>
  `${commented(`${description}\n`)}${commented(yamlOf(name, examples[0]))}`

const commented = (text: string) => text.replace(/^(?=.)/gm, '# ')
const indented = (text: string) => text.replace(/^(?=.)/gm, '  ')

/** What holds nothing but plain values stands on one line. */
const yamlOf = (name: string, value: unknown): string => {
  const document = new Document({ [name]: value })
  visit(document, {
    Collection: (_, node, path) => {
      node.flow = path.length > 1 && !node.items.some((item) => isCollection(isPair(item) ? item.value : item))
      if (isMap(node) && node.items.length === 0) node.flow = true
    },
  })
  return document.toString({ lineWidth: 0, singleQuote: true })
}
