import type { EventInput } from '../../spec/event.ts'
import type { Hook } from './hook/hook.ts'
import { openHttpHook } from './hook/http-hook.ts'
import type { OpenTopic, ServerAddress, Topic } from './target.ts'

/** The topics of a server that can be asked to send. */
export const openTopics = ({ topics = [], url, headers = [], tls }: ServerAddress, hook: Hook | undefined): readonly OpenTopic[] =>
  topics.flatMap((topic) => {
    const own = topic.publishUrl
    const isNear = own !== undefined && new URL(own).origin === new URL(url).origin
    const asked = own === undefined ? hook : openHttpHook({ url: own, ...(isNear ? { headers } : {}), ...(tls ? { tls } : {}) })
    return asked ? [{ ...topic, hook: adding(asked, topic) }] : []
  })

/** Events with the members that say whom they are for. */
const adding = (hook: Hook, { publish = {} }: Topic): Hook => ({
  publish: (event, signal) => hook.publish({ ...event, ...publish } as EventInput, signal),
  reproduce: (event) => hook.reproduce({ ...event, ...publish } as EventInput),
})
