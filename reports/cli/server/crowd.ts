import { shownUrl } from '../../../suites/secrets/secrets.ts'
import type { ServerAddress, Topic } from '../../../suites/targets/target.ts'
import type { ServerConfig, TopicWords } from '../config.ts'
import { expanded, readHeaders } from '../headers.ts'
import type { ServerFlags } from '../server.ts'
import { UsageError } from '../usage-error.ts'

type Crowd = Pick<ServerAddress, 'stats' | 'subscribers' | 'topics'>

/** Who listens, to what, and where that can be counted, as the command line and the configuration say; and what in that is secret. */
export const crowdOf = (flags: ServerFlags, config: ServerConfig): { readonly crowd: Crowd; readonly secrets: readonly string[] } => {
  const secrets: string[] = []
  const text = (place: string, written: string): string => {
    const found = expanded(place, written)
    secrets.push(...found.secrets)
    return found.text
  }
  const url = (place: string, written: string): string => urlOf(place, text(place, written))
  const fields = (place: string, words: Readonly<Record<string, string>>) => {
    const lines = Object.entries(words).map(([name, value]) => `${name}: ${value}`)
    const read = readHeaders(lines, process.env, place)
    secrets.push(...read.secrets)
    return Object.entries(read.fields)
  }
  const topic = ([name, words]: readonly [string, TopicWords]): Topic => {
    const place = `server.topics.${name}`
    return {
      name,
      ...(words.url === undefined ? {} : { url: url(`${place}.url`, words.url) }),
      ...(words.headers ? { headers: fields(`${place}.headers`, words.headers) } : {}),
      ...(words.publish ? { publish: words.publish } : {}),
      ...(words.publishUrl === undefined ? {} : { publishUrl: url(`${place}.publishUrl`, words.publishUrl) }),
    }
  }
  const stats = flags.stats ?? config.stats
  const subscribers = flags.subscribers ?? config.subscribers
  return {
    crowd: {
      ...(stats === undefined ? {} : { stats: url('--stats', stats) }),
      ...(subscribers === undefined ? {} : { subscribers }),
      ...(config.topics ? { topics: Object.entries(config.topics).map(topic) } : {}),
    },
    secrets,
  }
}

const urlOf = (place: string, text: string): string => {
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return text
  throw new UsageError(`${place} ${JSON.stringify(shownUrl(text))} is no URL; it begins with http:// or https://`)
}
