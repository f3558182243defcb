import { createServer } from 'node:http'
import { type NodeRequest, type NodeResponse, nodeListener } from '../../server/node.ts'
import type { Answered } from '../../server/server.ts'
import type { Asked } from '../../server/steps.ts'
import type { Transport } from './mutant.ts'

type Listener = (request: NodeRequest, response: NodeResponse) => void

/** The listener of Node, with something before it. */
export const listening =
  (change: (listener: Listener) => Listener): Transport =>
  (server) =>
    createServer(change(nodeListener(server)))

/** Requests that never get an answer. */
export const ignoring = (isIgnored: (request: NodeRequest) => boolean): Transport =>
  listening((listener) => (request, response) => {
    if (!isIgnored(request)) listener(request, response)
  })

/** Answers that are changed together with their content. */
export const changing =
  (change: (...exchange: Parameters<Change>) => ReturnType<Change>): Transport =>
  (server) =>
    createServer(nodeListener({ answer: async (asked) => change(await server.answer(asked), asked) }))

type Change = (answer: Answered, asked: Asked) => Answered
