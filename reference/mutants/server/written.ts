import type { NodeResponse } from '../../server/node.ts'
import type { Transport } from './mutant.ts'
import { listening } from './node-transport.ts'

/** A stream that a mutant writes otherwise than the reference. */
export type Written = {
  /** How many of the streams that are open are older. */
  readonly rank: () => number
  write(text: string): void
  readonly response: NodeResponse
}

/** The listener of Node, with something between it and each of its streams: `start` is called for each, and what it returns for each block. */
export const rewriting = (start: () => (stream: Written) => (block: string) => void): Transport =>
  listening((listener) => {
    const open: NodeResponse[] = []
    const rewrite = start()
    return (request, response) => {
      if (request.method === 'GET') intercept(response, open, rewrite)
      listener(request, response)
    }
  })

const intercept = (response: NodeResponse, open: NodeResponse[], rewrite: (stream: Written) => (block: string) => void): void => {
  const write = response.write.bind(response) as (text: string) => boolean
  open.push(response)
  response.once('close', () => open.splice(open.indexOf(response), 1))
  const take = rewrite({ rank: () => open.indexOf(response), write: (text) => void (response.writableEnded || write(text)), response })
  Object.assign(response, {
    write(bytes: Uint8Array | string): boolean {
      const text = typeof bytes === 'string' ? bytes : new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
      for (const block of text.split(/(?<=\n\n)/)) take(block)
      return true
    },
  })
}
