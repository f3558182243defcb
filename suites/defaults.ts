import { availableParallelism } from 'node:os'
import type { Claim } from '../spec/results.ts'
import { suites } from './suites.ts'
import type { Target } from './targets/target.ts'

/** Who is waited for is asked much at a time, who computes as much as there are processors; each client that is a command is a process. */
export const jobsFor = (target: Target): number => {
  if (target.role === 'server') return suites.server.length
  if (target.role === 'client') return target.kind === 'command' ? 8 : 64
  return Math.min(4, availableParallelism())
}

/** A class is judged as a browser is, unless it says otherwise. */
export const claimOf = (target: Target): Claim => {
  if (target.role !== 'client') return 'parser'
  return target.kind === 'reference' || target.kind === 'module' ? 'eventsource' : 'client'
}
