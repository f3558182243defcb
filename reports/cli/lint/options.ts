import { type Command, InvalidArgumentError } from 'commander'
import { didYouMean } from '../nearest.ts'
import { collect, parseDuration } from '../options.ts'

/** What commander makes of the command line. */
export type LintFlags = {
  readonly header?: readonly string[]
  readonly timeout?: number
  readonly for?: number
  readonly events?: number
  readonly report?: readonly LintReport[]
  readonly out?: string
  readonly json?: boolean
  readonly quiet?: boolean
}

export const lintReports = ['html', 'json'] as const
export type LintReport = (typeof lintReports)[number]

export const addLintOptions = (command: Command): Command =>
  command
    .option('--header <field>', `a field of the request, as 'Name: value'; repeatable, \${NAME} is read from the environment`, collect)
    .option('--timeout <time>', 'for the connection, and then for the response (default: 10s)', parseDuration)
    .option('--for <time>', 'stop reading after that time: 500ms, 10s, 2m', parseDuration)
    .option('--events <n>', 'stop reading after that many events', parseCount)
    .option('--report <list>', `files to write as well, comma-separated: ${lintReports.join(', ')}`, parseReports)
    .option('--out <dir>', 'where they go (default: ./sse-report); alone it means --report html,json')
    .option('--json', 'JSON Lines on stdout: {"start":…}, a {"line":…} for each line as it comes, {"end":…}')
    .option('--quiet', 'only the lines with a remark, and the summary')
    .addHelpText('after', help)

const help = `
A live stream is followed until it ends, --for or --events stops it, or Ctrl-C does (exit 130).
Of a long stream the reports hold the first 500 lines, the last 500, and 500 more that have a remark.

Exit codes, the first that applies:
  130  interrupted; summary and reports are written
  2    the command line cannot be used, or there is no such file
  1    a MUST is broken
  3    the URL could not be reached or is no stream, or reading broke off
  4    a fault of the kit, or the stream is empty
  0    no MUST is broken`

const parseCount = (text: string): number => {
  const count = Number(text)
  if (!Number.isSafeInteger(count) || count < 1) throw new InvalidArgumentError('Write a whole number from 1.')
  return count
}

const parseReports = (text: string): readonly LintReport[] => {
  const names = text.split(',').map((name) => name.trim())
  const unknown = names.find((name) => !lintReports.some((known) => known === name))
  if (unknown === undefined) return names as readonly LintReport[]
  throw new InvalidArgumentError(`There is no report "${unknown}"${didYouMean(unknown, lintReports)} Known: ${lintReports.join(', ')}.`)
}
