import { openEncoderCommand } from './encoder-command.ts'
import { openEncoderModule } from './encoder-module.ts'
import { openEncoderReference } from './encoder-reference.ts'
import { openParserCommand } from './parser-command.ts'
import { openParserModule } from './parser-module.ts'
import { openParserReference } from './parser-reference.ts'
import { SetupError } from './setup-error.ts'
import type { EncoderConnection, EncoderTarget, ParserConnection, ParserTarget, ServerConnection, ServerTarget, Target } from './target.ts'

/** Brings a parser up; throws a SetupError when that cannot be done. */
export const openParser = async (target: ParserTarget, signal: AbortSignal): Promise<ParserConnection> => {
  switch (target.kind) {
    case 'reference':
      return openParserReference(target.mutant)
    case 'module':
      return openParserModule(target.module, signal)
    case 'command':
      return openParserCommand(target.command)
  }
}

/** Brings an encoder up; throws a SetupError when that cannot be done. */
export const openEncoder = async (target: EncoderTarget, signal: AbortSignal): Promise<EncoderConnection> => {
  switch (target.kind) {
    case 'reference':
      return openEncoderReference(target.mutant)
    case 'module':
      return openEncoderModule(target.module, signal)
    case 'command':
      return openEncoderCommand(target.command)
  }
}

/** Brings a server up, or finds it where it is; throws a SetupError when that cannot be done. */
export const openServer = async (target: ServerTarget, _signal: AbortSignal): Promise<ServerConnection> => {
  switch (target.kind) {
    case 'reference':
      throw new SetupError('soon')
    case 'url':
      return { address: target, close: async () => {} }
  }
}

/** Where the target is, as a person would write it. */
export const addressOf = (target: Target): string => {
  switch (target.kind) {
    case 'reference':
      return target.mutant === undefined ? 'embedded' : `mutant ${target.mutant}`
    case 'url':
      return target.url
    case 'module':
      return target.module
    case 'command':
      return target.command.join(' ')
  }
}
