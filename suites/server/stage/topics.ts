import type { OpenTopic } from '../../targets/target.ts'
import { type Audience, type AudienceOptions, createAudience } from './audience.ts'

/** The subscribers of one topic, or of one user, and what is published for it alone. */
export type TopicAudience = { readonly name: string; readonly url?: string; readonly all: Audience }

/** Lets a case have the subscribers of two topics, and closes their streams after it. */
export const withTopics = async (
  [one, other]: readonly OpenTopic[],
  options: AudienceOptions,
  act: (one: TopicAudience, other: TopicAudience) => Promise<void>,
): Promise<void> => {
  if (!one || !other) return
  const [first, second] = [openTopic(one, options, 'a'), openTopic(other, options, 'b')]
  await act(first.topic, second.topic).finally(() => Promise.all([first.close(), second.close()]))
}

const openTopic = ({ name, url, headers = [], hook }: OpenTopic, options: AudienceOptions, mark: string) => {
  const { audience: all, close } = createAudience({
    ...options,
    hook,
    own: `${options.own}${mark}`,
    subscribe: ({ fields = [], ...how }) =>
      options.subscribe({ ...(url === undefined ? {} : { url }), ...how, fields: [...headers, ...fields] }),
  })
  return { topic: { name, all, ...(url === undefined ? {} : { url }) }, close }
}
