import { misfits } from '../../../spec/schema.ts'
import { holdingBack } from '../../../suites/server/heavy.ts'
import type { ServerConfig } from '../config.ts'
import type { Ask } from '../dialogue.ts'
import { isServerKey } from './configuration.ts'
import type { Guess } from './guess.ts'

/** Part of a configuration; what is undefined in it is left out of the whole. */
type Part = Readonly<Record<string, unknown>>
type Said = Guess & Part

type Question = {
  /** What it may lead to in the configuration; it is asked where that can hold one of them. */
  readonly keys: readonly string[]
  /** Nothing where there is nothing to ask. */
  readonly text: (said: Said) => string | undefined
  /** What is taken for an empty answer. */
  readonly usual: (guess: Guess) => string | undefined
  /** What "none" leads to, where that is an answer. */
  readonly none?: Part
  /** What an answer leads to, or why it is none. */
  readonly read: (answer: string, said: Said) => Part | string
}

const nothing = () => undefined

const questions: readonly Question[] = [
  {
    keys: ['url'],
    text: () => 'Where is the stream?',
    usual: ({ url }) => url,
    read: (url) => ({ url }),
  },
  {
    keys: ['start'],
    text: () => 'Which command starts the server? "none" if it is up already',
    usual: ({ start }) => start,
    none: { start: undefined },
    read: (start) => ({ start }),
  },
  {
    keys: ['publish', 'publishCommand'],
    text: () => 'How is the server asked to send an event? A URL that takes it by POST, or a command that reads it on stdin',
    usual: nothing,
    none: {},
    read: (answer) => (/^[a-z][a-z0-9+.-]*:\/\//i.test(answer) ? { publish: answer } : { publishCommand: answer }),
  },
  {
    keys: ['headers'],
    text: () => 'Which environment variable holds the token for "Authorization: Bearer"?',
    usual: nothing,
    none: {},
    read: (name, { headers }) =>
      /^[A-Za-z_]\w*$/.test(name)
        ? { headers: { ...headers, Authorization: `Bearer \${${name}}` } }
        : 'write the name of the variable, such as TOKEN, and never the token itself',
  },
  {
    keys: ['origins'],
    text: () => 'Which other origins may read the stream, such as https://app.example.com? Several with spaces between',
    usual: nothing,
    none: {},
    read: (answer) => ({ origins: { allowed: answer.split(/[\s,]+/) } }),
  },
  {
    keys: ['allowHeavy'],
    text: ({ url }) => hostToName(url) && `May floods, many connections and large bodies go to ${hostToName(url)}? yes or no`,
    usual: () => 'no',
    none: {},
    read: (answer, { url }) => {
      if (/^no?$/i.test(answer)) return {}
      return /^y(es)?$/i.test(answer) ? { allowHeavy: [hostToName(url)] } : 'write yes or no'
    },
  },
]

/** The keys that a person is asked for. */
export const askedFor: readonly string[] = questions.flatMap(({ keys }) => keys)

/** The host that heavy cases are held back from; none where they need no leave. */
const hostToName = (url: string): string | undefined => (URL.canParse(url) && holdingBack({ url }) ? new URL(url).host : undefined)

/** Asks for what a configuration can say of a server; an answer that it cannot hold is asked for again. */
export const askAbout = async (guess: Guess, ask: Ask): Promise<ServerConfig> => {
  let said: Said = guess
  for (const question of questions) {
    const text = question.keys.some(isServerKey) ? question.text(said) : undefined
    if (text !== undefined) said = { ...said, ...(await answerTo(question, text, question.usual(guess), said, ask)) }
  }
  return said
}

const answerTo = async ({ none, read }: Question, text: string, usual: string | undefined, said: Said, ask: Ask): Promise<Part> => {
  let complaint = ''
  for (;;) {
    const answer = (await ask(`${complaint}${text} [${usual ?? 'none'}] `)).trim() || (usual ?? 'none')
    if (answer === 'none' && none) return none
    const found = read(answer, said)
    const wrong = typeof found === 'string' ? found : misfits('config', { server: found })[0]?.message
    if (wrong === undefined) return found as Part
    complaint = `  ${wrong}\n`
  }
}
