import t from 'tap'
import { misfits } from '../spec/schema.ts'
import { json, jsonArray } from './json.ts'
import { sample } from './sample.ts'

t.test('the sample fits the schema of results', async (t) => {
  for (const results of sample) t.same(misfits('results', results), [])
})

t.test('what is written is what was given', async (t) => {
  t.same(JSON.parse(jsonArray(sample)), sample)
  t.same(JSON.parse(json(sample.slice(0, 1))), sample[0])
  t.same(JSON.parse(json(sample)), sample)
})

t.test('lone surrogates are written as escapes', async (t) => {
  t.equal(Buffer.from(json(sample)).toString().includes('\ufffd\ufffd'), false)
  t.match(json(sample), /\\ud[89ab]/)
})
