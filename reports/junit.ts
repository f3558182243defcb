import { type Results, summarize } from '../spec/results.ts'
import { type Element, element } from './junit/element.ts'
import { obsoleteOf, obstacle, obstaclesOf, remarkOf, type Test, testOf } from './junit/test-case.ts'
import type { Reporter } from './reporter.ts'
import { dialectInWords, judgedCount } from './words.ts'

/**
 * JUnit XML, as CI systems read it: a suite for each run, a test case for each verdict. What closes the gate is a failure, also each
 * entry of the baseline that is stale or expired; a known failure is skipped; any other broken SHOULD or MAY passes; both are told in the
 * output of the suite. A run that could not start, was interrupted or judged nothing has an error of its own.
 */
export const junit: Reporter = (runs) => {
  const suites = (runs.length === 0 ? [noRun] : runs.map(suiteOf)).map(suiteElement)
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element('testsuites', {}, ...suites).xml}\n`
}

type Suite = {
  readonly name: string
  /** ISO 8601. */
  readonly started: string
  readonly durationMs: number
  readonly properties: Readonly<Record<string, string | undefined>>
  readonly tests: readonly Test[]
  readonly out: string
  readonly err: string
}

/** Nothing ran, so nothing has a time; the format wants one. */
const noRun: Suite = {
  ...{ name: 'no run', started: '1970-01-01T00:00:00Z', durationMs: 0, properties: {}, out: '', err: '' },
  tests: [obstacle('sse-conformance', 'nothing-judged')],
}

const suiteOf = (results: Results): Suite => {
  const { kit, started, durationMs, seed, environment, profile, claim, dialect, target, verdicts, setup, failOn } = results
  const { role, name, kind, address } = target
  return {
    name: `${role} ${name}`,
    started,
    durationMs,
    properties: {
      judged: judgedCount(summarize(results)),
      kit,
      kind,
      address,
      profile,
      claim,
      dialect: dialect && dialectInWords(dialect),
      seed,
      ...environment,
    },
    tests: [...verdicts.map((verdict) => testOf(verdict, failOn)), ...obsoleteOf(results), ...obstaclesOf(results)],
    out: verdicts.map((verdict) => remarkOf(verdict, failOn)).join(''),
    err: setup?.stderr ?? '',
  }
}

const suiteElement = ({ name, started, durationMs, properties, tests, out, err }: Suite, id: number): Element => {
  const count = (outcome: Test['outcome']) => tests.filter((test) => test.outcome === outcome).length
  return element(
    'testsuite',
    {
      package: 'sse-conformance',
      id,
      name,
      hostname: 'localhost',
      timestamp: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/.exec(started)?.[0] ?? noRun.started.slice(0, 19), // the format knows no zone; ours is UTC
      time: (durationMs / 1000).toFixed(3),
      tests: tests.length,
      failures: count('failure'),
      errors: count('error'),
      skipped: count('skipped'),
    },
    element('properties', {}, ...Object.entries(properties).flatMap(property)),
    ...tests.map((test) => test.element),
    element('system-out', {}, out),
    element('system-err', {}, err),
  )
}

const property = ([name, value]: readonly [string, string | undefined]): readonly Element[] =>
  value === undefined ? [] : [element('property', { name, value })]
