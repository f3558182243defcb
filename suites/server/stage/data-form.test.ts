import t from 'tap'
import type { DataForm } from '../../targets/target.ts'
import { formOf, unwrapped, unwrappedBlock } from './data-form.ts'

const forms: readonly (readonly [made: (text: string) => string, form: DataForm | undefined])[] = [
  [(text) => text, 'text'],
  [(text) => JSON.stringify(text), 'json'],
  [(text) => JSON.stringify({ id: 1, data: text }), '/data'],
  [(text) => JSON.stringify({ a: [{ 'b/c~': text }] }, undefined, 2), '/a/0/b~1c~0'],
  [(text) => `[${text}]`, undefined],
  [(text) => JSON.stringify({ data: `> ${text}` }), undefined],
]
for (const [made, form] of forms) {
  t.test(`what ${made('a')} was made of is found, and taken out again: ${form}`, async (t) => {
    t.equal(formOf(made('kit-1;'), 'kit-1;'), form)
    if (form) for (const text of ['', 'a\nb', '"', '€']) t.equal(unwrapped(form, made(text)), text)
  })
}

t.test('what is no such JSON cannot be unwrapped', async (t) => {
  for (const data of ['', '{', '1', 'null', '{"other":1}']) t.equal(unwrapped('/data', data), undefined)
})

t.test('a block keeps its other lines, and is left as it is where nothing can be taken out', async (t) => {
  const told = (block: string) => Buffer.from(unwrappedBlock('json', Buffer.from(block))).toString()
  t.equal(told(': c\nid: 1\ndata: "a\\nb"\n\n'), ': c\nid: 1\ndata: a\ndata: b\n\n')
  for (const block of ['data: a\n\n', ': ping\n\n', '\n']) t.equal(told(block), block)
})
