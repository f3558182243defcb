import { silent, Violation } from '../expect.ts'
import { memoryBound } from './leash.ts'

/** The most heap that the process of a module may have. */
export const heapMegabytes = 768

/** How the process of a module ended, and what it said. */
type End = {
  code: number | null
  signal: string | null
  outgrew: boolean
  stuckFor: string | undefined
  said: string | undefined
  stderr: string
}

export const violationOf = ({ code, signal, outgrew, stuckFor, said, stderr }: End): Violation => {
  if (outgrew) return new Violation(`the module uses more than ${memoryBound / 1024 ** 2} MB of memory and was ended`)
  if (stderr.includes('heap out of memory')) return new Violation(`the module uses more than ${heapMegabytes} MB of heap`)
  if (stuckFor !== undefined) return silent(new Violation(`the process of the module ${stuckFor}`))
  if (said !== undefined) return new Violation('the client crashes its process', { expected: 'a client that goes on', actual: said })
  const end = signal === null ? `exits with ${code}` : `is ended by ${signal}`
  return new Violation(`the process of the module ${end}`, { expected: 'a client that goes on', actual: stderr || end })
}
