import { Unobserved } from '../expect.ts'
import type { ClientConnection } from '../targets/client-connection.ts'

type Manual = NonNullable<ClientConnection['manual']>

/** How long a person is still waited for, in milliseconds. */
export const patienceFor = ({ until }: Manual): number => Math.max(1, until - performance.now())

export const nobodyCame = () =>
  new Unobserved('not observed: nobody has connected to the address of this case', '--deadline, and a client that connects to it')

/** Where the kit cannot start a client, nobody hears it either. */
export const unheard = (): never => {
  throw new Error('a case that hears a client needs `events`')
}
