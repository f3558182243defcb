import t from 'tap'
import { summarize } from '../spec/results.ts'
import { sample } from './sample.ts'
import { text, textWith } from './text.ts'

const told = text(sample)

t.test('every document has its conclusion and its counts', async (t) => {
  for (const results of sample) {
    const { mustsJudged, mustsNotObserved } = summarize(results)
    t.ok(told.includes(`${mustsJudged} MUSTs judged · ${mustsNotObserved} not observed`))
  }
  t.match(told, /DOES NOT CONFORM/)
  t.match(told, /NOT STARTED/)
})

t.test('a failure is told with both sides, its clause and where it stands', async (t) => {
  t.match(told, /✗ MUST {2}parser\//)
  for (const row of ['expected', 'actual', 'clause', 'hint', 'try']) t.match(told, new RegExp(`^ {8}${row} `, 'm'), row)
  t.match(told, /https:\/\/html\.spec\.whatwg\.org\//)
})

t.test('nothing invisible reaches the terminal', async (t) => {
  t.notMatch(told, /[\0-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202e\ufeff]/)
  t.notMatch(told, /\p{Surrogate}/u)
})

t.test('--quiet is the conclusion, --verbose is every verdict', async (t) => {
  t.equal(textWith({ show: 'conclusion' })(sample.slice(0, 1)).trim().split('\n').length, 2)
  const all = textWith({ show: 'all' })(sample)
  for (const { verdicts } of sample) for (const verdict of verdicts) t.ok(all.includes(verdict.case))
})

t.test('nothing to tell is an empty text', async (t) => {
  t.equal(text([]), '')
})
