import { createDeflate, createGzip, type Deflate, type Gzip } from 'node:zlib'
import type { Case } from '../../case.ts'
import { equal, Unobserved } from '../../expect.ts'
import type { ClientWorld, Visit } from '../world.ts'

/** What a coding makes of a text, flushed: all of it can be read before more comes. */
const flushed = async (coder: Gzip | Deflate, text: string): Promise<Uint8Array> => {
  coder.write(text)
  await new Promise<void>((resolve) => coder.flush(() => resolve()))
  return coder.read() as Buffer
}

const offers = (visit: Visit, name: string): void => {
  const offered = (visit.header('accept-encoding') ?? '').split(',').map((one) => one.trim().toLowerCase())
  if (offered.some((one) => one === name || (one.startsWith(`${name};`) && !/;\s*q=0(?:\.0*)?$/.test(one)))) return
  throw new Unobserved(`not observed: the client does not offer to read ${name}`, `a client that sends Accept-Encoding: ${name}`)
}

/** Events in a content coding that the client has offered to read: each is told while the body goes on. */
const coded = (name: string, open: () => Gzip | Deflate): Case<ClientWorld> => ({
  id: `client/body/${name}`,
  title: `tells each event of a body in ${name} while it goes on`,
  clause: 'response.line-by-line',
  needs: ['events'],
  async run(world) {
    const client = await world.open(world.origin.url)
    const visit = await world.origin.accept()
    offers(visit, name)
    visit.start([['Content-Encoding', name]])
    const coder = open()
    for (const data of ['1', '2', '3']) {
      visit.send(await flushed(coder, `data: ${data}\n\n`))
      equal((await client.next(`event ${data}, while the body goes on,`)).data, data, 'the data of the event')
    }
  },
})

/** Bodies in a content coding. */
export const codingCases: readonly Case<ClientWorld>[] = [coded('gzip', createGzip), coded('deflate', createDeflate)]
