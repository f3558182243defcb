import { createServer } from 'node:http'
import { createEventStreamServer, nodeListener } from '../../../../dist/reference/index.js'

const events = createEventStreamServer()

export const server = createServer(nodeListener(events))
export const publish = (id, value) => events.publish({ id, data: JSON.stringify(value) })
