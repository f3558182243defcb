import type { EventSourceConstructor } from '../../eventsource/eventsource.ts'
import { OPEN, type Source } from '../../eventsource/source.ts'
import { standard } from '../../eventsource/steps.ts'
import { nextTask } from '../../eventsource/time.ts'
import { type ClientMutant, clientMutant } from './mutant.ts'

/** Announces as the standard does, at the first event of each connection. */
const announceLate = (order: 'open-first' | 'event-first') => () => {
  const waiting = new Set<Source>()
  return {
    announce: async (source: Source) => void waiting.add(source),
    async dispatch(source: Source, ...rest: [Parameters<typeof standard.dispatch>[1], string]) {
      const isFirst = waiting.delete(source)
      if (isFirst && order === 'open-first') await standard.announce(source)
      await standard.dispatch(source, ...rest)
      if (isFirst && order === 'event-first') await standard.announce(source)
    },
  }
}

/** Keeps one stream for each URL: whoever asks for it again ends the one before. */
const replacing = (made: EventSourceConstructor): EventSourceConstructor => {
  const known = new Map<string, { close(): void }>()
  return new Proxy(made, {
    construct(target, args: unknown[]) {
      const url = String(args[0])
      known.get(url)?.close()
      const object = Reflect.construct(target, args)
      known.set(url, object)
      return object
    },
  })
}

const openWith = (event: () => Event) => ({
  async announce(source: Source) {
    await nextTask()
    source.readyState = OPEN
    source.target.dispatchEvent(event())
  },
})

export const announcingMutants: readonly ClientMutant[] = [
  clientMutant('announces-twice', 'announce.open', 'fires open twice for one connection', {
    steps: {
      async announce(source) {
        await standard.announce(source)
        await standard.announce(source)
      },
    },
  }),
  clientMutant('announces-in-silence', 'announce.open', 'becomes OPEN and fires nothing', {
    steps: {
      async announce(source) {
        source.readyState = OPEN
      },
    },
  }),
  clientMutant('announces-refusal', 'announce.open', 'fires open for whatever the server answers', {
    steps: {
      async processResponse(source, response) {
        if (response.status !== 200) await standard.announce(source)
        return standard.processResponse(source, response)
      },
    },
  }),
  clientMutant('replaces-objects', 'announce.open', 'keeps one stream for each URL, whichever object asked for it', { wrap: replacing }),
  clientMutant('announces-connecting', 'announce.ready-state', 'becomes OPEN only after open has fired', {
    steps: {
      async announce(source) {
        await nextTask()
        source.target.dispatchEvent(new Event('open'))
        source.readyState = OPEN
      },
    },
  }),
  clientMutant('announces-first-event', 'announce.at-headers', 'fires open with the first event instead of at the header section', {
    steps: announceLate('open-first'),
  }),
  clientMutant('announces-behind', 'announce.before-messages', 'fires open after the first event of the stream', {
    steps: announceLate('event-first'),
  }),
  clientMutant('announces-once', 'announce.again', 'fires open for the first connection only', {
    steps: () => {
      const known = new WeakSet<Source>()
      return {
        async announce(source) {
          if (known.has(source)) source.readyState = OPEN
          else await standard.announce(source)
          known.add(source)
        },
      }
    },
  }),
  clientMutant('open-bubbles', 'announce.plain-event', 'fires open as an event that bubbles', {
    steps: openWith(() => new Event('open', { bubbles: true })),
  }),
  clientMutant('open-cancelable', 'announce.plain-event', 'fires open as an event that can be cancelled', {
    steps: openWith(() => new Event('open', { cancelable: true })),
  }),
  clientMutant('open-message', 'announce.plain-event', 'fires open as a MessageEvent', {
    steps: openWith(() => new MessageEvent('open', { data: '' })),
  }),
]
