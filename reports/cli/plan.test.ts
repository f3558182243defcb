import t from 'tap'
import type { CaseSummary } from '../../suites/index.ts'
import type { ServerAddress, ServerTarget } from '../../suites/targets/target.ts'
import { caseText } from './explain.ts'
import { listText, rowsOf } from './list.ts'
import type { Settings } from './options.ts'
import { tellPlan } from './plan.ts'

const light: CaseSummary = { id: 'server/http/light', title: 'is light', clause: 'http.media-type' }
const heavy: CaseSummary = { ...light, id: 'server/http/heavy', title: 'is heavy', weight: 'heavy' }

/** What a dry run prints of both cases. */
const dryRun = (url: string, more: Partial<ServerAddress> = {}) => {
  const told: string[] = []
  const target: ServerTarget = { role: 'server', kind: 'url', url, ...more }
  const terminal = { out: (text: string) => void told.push(text), err: () => {} }
  const assignment = { files: 'server', targets: () => [target], requests: (cases: readonly unknown[]) => 10 * cases.length }
  tellPlan(
    { options: {} as Settings, targets: [target], chosen: [light, heavy], files: { from: undefined, to: undefined } },
    {},
    assignment,
    terminal,
  )
  return told.join('')
}

t.test('the list tells heavy cases from light ones', async (t) => {
  t.match(listText([light, heavy]), /^must {4}server\/http\/light +is light\nmust {4}server\/http\/heavy +is heavy · heavy\n$/)
  t.same(
    rowsOf([light, heavy]).map(({ weight }) => weight),
    ['light', 'heavy'],
  )
})

t.test('explain says when a case is heavy, and where it is run', async (t) => {
  t.match(caseText(heavy), /^weight {3}heavy: only on this machine, .*--allow-heavy$/m)
  t.notMatch(caseText(light), /heavy/)
})

t.test('a dry run says what would be held back, and what would run it', async (t) => {
  t.match(
    dryRun('https://example.com/'),
    /\n1 case would run .* about 10 requests; 1 is held back, and --allow-heavy example\.com would run it; nothing/,
  )
  t.match(dryRun('http://127.0.0.1/'), /\n2 cases would run .* about 20 requests; nothing/)
  t.match(dryRun('https://example.com/', { allowHeavy: ['example.com'] }), /\n2 cases would run/)
})
