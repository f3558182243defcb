import { openCommand } from './command.ts'
import { openModule } from './module.ts'
import { openReference } from './reference.ts'
import type { ParserConnection, Target } from './target.ts'

/** Brings a target up; throws a SetupError when that cannot be done. */
export const open = async (target: Target, signal: AbortSignal): Promise<ParserConnection> => {
  switch (target.kind) {
    case 'reference':
      return openReference(target.mutant)
    case 'module':
      return openModule(target.module, signal)
    case 'command':
      return openCommand(target.command)
  }
}

/** Where the target is, as a person would write it. */
export const addressOf = (target: Target): string => {
  switch (target.kind) {
    case 'reference':
      return target.mutant === undefined ? 'embedded' : `mutant ${target.mutant}`
    case 'module':
      return target.module
    case 'command':
      return target.command.join(' ')
  }
}
