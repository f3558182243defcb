import { execFileSync } from 'node:child_process'
import t from 'tap'
import { bytesOf } from '../../spec/vector.ts'
import { vectors } from '../../spec/vectors.ts'
import { printf, quoteWords } from './shell.ts'

t.test('printf writes the bytes of every vector, in sh as it is', async (t) => {
  const commands = vectors.map((vector) => `${printf(bytesOf(vector))} | od -An -v -tx1 | tr -d ' \\n'; echo`)
  const written = execFileSync('sh', ['-c', commands.join('\n')], { maxBuffer: 16 * 1024 ** 2 })
    .toString()
    .trim()
    .split('\n')
  t.same(
    written,
    vectors.map((vector) => Buffer.from(bytesOf(vector)).toString('hex')),
  )
})

t.test('words are quoted for the shell', async (t) => {
  const words = ['python3', 'my parser.py', "it's", '$HOME', '--x=1', '']
  const echoed = execFileSync('sh', ['-c', `printf '%s\\n' ${quoteWords(words)}`]).toString()
  t.equal(echoed, `${words.join('\n')}\n`)
})
