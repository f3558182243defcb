import type { Case } from '../../case.ts'
import { equal, Violation } from '../../expect.ts'
import type { ClientWorld } from '../world.ts'

const other = (slug: string, url: string): Case<ClientWorld> => ({
  id: `client/scheme/${slug}`,
  title: `opens no stream at a URL with ${slug}:`,
  clause: 'scheme.other',
  needs: ['object'],
  async run({ open }) {
    const client = await open(url)
    const told = await client.until('word of the failure', ({ kind }) => kind === 'error' || kind === 'open')
    if (told.kind === 'open') throw new Violation('opens a stream where there can be none', { expected: 'an error', actual: 'open' })
  },
})

/** URLs that lead to no server. */
export const schemeCases: readonly Case<ClientWorld>[] = [
  other('mailto', 'mailto:a@b.example'),
  other('about', 'about:blank'),
  other('javascript', 'javascript:alert(1)'),
  other('ftp', 'ftp://127.0.0.1/'),
  {
    id: 'client/scheme/data',
    title: 'opens a stream from a data: URL',
    clause: 'scheme.local',
    needs: ['object'],
    async run({ open }) {
      const client = await open('data:text/event-stream,data:%20a%0A%0A')
      const told = await client.until('the event or an error', ({ kind }) => kind === 'event' || kind === 'error')
      equal(told.kind, 'event', 'what the client tells')
    },
  },
]
