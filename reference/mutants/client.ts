import { announcingMutants } from './client/announcing.ts'
import { answerMutants } from './client/answers.ts'
import { askingMutants } from './client/asking.ts'
import { bodyMutants } from './client/bodies.ts'
import { closedMutants } from './client/closed.ts'
import { closingMutants } from './client/closing.ts'
import { constructorMutants } from './client/constructor.ts'
import { endingMutants } from './client/ending.ts'
import { failingMutants } from './client/failing.ts'
import { interfaceMutants } from './client/interface.ts'
import { lineMutants } from './client/lines.ts'
import { messageMutants } from './client/messages.ts'
import type { ClientMutant } from './client/mutant.ts'
import { namedMutants } from './client/named.ts'
import { readingMutants } from './client/reading.ts'
import { reconnectingMutants } from './client/reconnecting.ts'
import { redirectingMutants } from './client/redirecting.ts'
import { resumingMutants } from './client/resuming.ts'
import { tlsMutants } from './client/tls.ts'

/** Clients that each break one clause, to show that a case catches it. */
export const clientMutants: readonly ClientMutant[] = [
  ...readingMutants,
  ...reconnectingMutants,
  ...endingMutants,
  ...resumingMutants,
  ...askingMutants,
  ...redirectingMutants,
  ...answerMutants,
  ...bodyMutants,
  ...constructorMutants,
  ...interfaceMutants,
  ...announcingMutants,
  ...lineMutants,
  ...messageMutants,
  ...namedMutants,
  ...failingMutants,
  ...closingMutants,
  ...closedMutants,
  ...tlsMutants,
]
