import pc from 'picocolors'
import type { LintedLine } from '../../reference/index.ts'
import { clause } from '../../spec/clauses.ts'
import { type LintEnd, type LintLine, type LintStart, lintExitCode } from '../../spec/lint.ts'
import { pieceOf } from '../../spec/vector.ts'
import { basicOf } from '../../suites/basic.ts'
import { createRedactor, type Redactor } from '../../suites/secrets/redact.ts'
import { secretsOfUrl } from '../../suites/secrets/secrets.ts'
import { version } from '../../suites/version.ts'
import { lintHtml } from '../lint/html.ts'
import { readHeaders } from './headers.ts'
import { listenForInterrupt } from './interrupt.ts'
import { follow } from './lint/follow.ts'
import { createKeep, type Keep } from './lint/keep.ts'
import { type LintFlags, lintReports } from './lint/options.ts'
import { openFile, openStdin, type Source } from './lint/source.ts'
import { createTally } from './lint/tally.ts'
import { jsonLines, prose } from './lint/voice.ts'
import { prepareOut, writeReport } from './out.ts'
import type { Terminal } from './terminal.ts'
import { UsageError } from './usage-error.ts'

/** Tells each line of a stream with its meaning and what is wrong with it, and returns the exit code. */
export const lintStream = async (address: string, flags: LintFlags, terminal: Terminal): Promise<number> => {
  const reports = flags.report ?? (flags.out === undefined ? [] : lintReports)
  const out = reports.length > 0 ? prepareOut(flags.out) : ''
  const interruption = listenForInterrupt()
  const place = placeOf(address, flags)
  const redactor = createRedactor(place.secrets)
  try {
    const source = await place.open(interruption.signal)
    try {
      const keep = createKeep()
      const { start, end } = await tell(source, flags, terminal, { redactor, keep, interrupt: interruption.signal })
      const written = reports.map((name) => writeReport(out, `lint.${name}`, renderers[name]({ start, lines: keep.lines(), end })))
      if (written.length > 0 && !flags.json) terminal.out(`${pc.dim(written.join('  '))}\n`)
      return lintExitCode(end)
    } finally {
      await source.close()
    }
  } catch (error) {
    if (interruption.signal.aborted) return 130
    throw error instanceof UsageError ? new UsageError(redactor.text(error.message), error.exitCode) : error
  } finally {
    interruption.stop()
  }
}

const renderers = {
  html: lintHtml,
  json: (lint: unknown) => `${JSON.stringify(lint, undefined, 2)}\n`,
} as const

/** Where the stream is: stdin, a URL or a file; and what in the request is never to be shown. */
const placeOf = (address: string, flags: LintFlags) => {
  if (address === '-') return { secrets: [], open: async () => openStdin() }
  if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(address)) return { secrets: [], open: () => openFile(address) }
  if (!URL.canParse(address) || !/^https?:$/.test(new URL(address).protocol))
    throw new UsageError(`${JSON.stringify(address)} is no URL of a stream; it begins with http:// or https://`)
  const url = new URL(address)
  const basic = basicOf(url)
  const given = readHeaders([...(basic === undefined ? [] : [`Authorization: ${basic}`]), ...(flags.header ?? [])])
  url.username = ''
  url.password = ''
  const open = async (signal: AbortSignal) =>
    (await import('./lint/url.ts')).openUrl(url, { headers: given.fields, timeout: flags.timeout ?? 10_000, signal })
  return { secrets: [...given.secrets, ...secretsOfUrl(address)], open }
}

type Means = { readonly redactor: Redactor; readonly keep: Keep; readonly interrupt: AbortSignal }

const tell = async (source: Source, flags: LintFlags, terminal: Terminal, { redactor, keep, interrupt }: Means) => {
  const voice = flags.json ? jsonLines(terminal) : prose(terminal, flags.quiet ?? false)
  const tally = createTally()
  const began = performance.now()
  const start = startOf(source, redactor)
  voice.start(start)
  await voice.flush()
  tally.remark(start.response?.remarks ?? [])
  const ending = await follow(source, {
    onLine(read) {
      const line = lineOf(read, redactor)
      tally.line(read, line)
      voice.line(line)
      keep.add(line)
    },
    onPiece: voice.flush,
    isDone: () => flags.events !== undefined && tally.events() >= flags.events,
    interrupt,
    time: flags.for,
  })
  const sums = tally.end()
  const end: LintEnd = {
    ...ending,
    durationMs: Math.round(performance.now() - began),
    ...sums,
    lastEventId: redactor.text(sums.lastEventId),
  }
  voice.end(end)
  await voice.flush()
  return { start, end }
}

const startOf = ({ source, response }: Source, { text: redact }: Redactor): LintStart => ({
  version: 1,
  kit: version,
  started: new Date().toISOString(),
  source: { ...source, name: redact(source.name) },
  ...(response && { response: { ...response, contentType: response.contentType && redact(response.contentType) } }),
})

const lineOf = ({ number, offset, bytes, reading, remarks }: LintedLine, redactor: Redactor): LintLine => ({
  number,
  offset,
  bytes: pieceOf(redactor.bytes(bytes)),
  reading: redactor.text(reading),
  remarks: remarks.map(({ clause: id, message }) => ({ clause: id, level: clause(id).level, message: redactor.text(message) })),
})
