import { createServer } from 'node:http'
import { createBrotliCompress, createGzip } from 'node:zlib'
import { nodeListener } from '../../server/node.ts'
import { type ServerMutant, serverMutant } from './mutant.ts'

const coders = { gzip: () => createGzip(), br: () => createBrotliCompress() } as const

/** Compress as well as they can, and so keep what is small until more comes. */
export const codingMutants: readonly ServerMutant[] = (['gzip', 'br'] as const).map((coding) => ({
  ...serverMutant(`${coding}-unflushed`, 'delivery.flush-compressed', `fills the buffer of ${coding} before anything is sent`, {
    http: '1.1',
    transport: (server) => createServer(nodeListener(server, { codings: { [coding]: coders[coding] } })),
  }),
  shownBy: [`server/delivery/flush-${coding}`],
}))
