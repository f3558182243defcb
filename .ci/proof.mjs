// The full kill matrix: every mutant through every case in every cut, of all roles or of those that are named. Fails when a mutant survives or a case has no teeth.
// The picture in the README is the top of its page, down to the end of the parser's matrix:
// chromium --headless --hide-scrollbars --window-size=1180,1310 --screenshot=reports/kill-matrix.png file://$PWD/sse-report/kill-matrix.html
import { mkdirSync, writeFileSync } from 'node:fs'
import { killMatrixHtml } from '../dist/reports/kill-matrix.js'
import { survivors, toothless, unbroken } from '../dist/spec/kill-matrix.js'
import { killMatrices } from '../dist/suites/proof.js'

const roles = process.argv.slice(2)
const matrices = await killMatrices({ cuts: 'all' }, roles.length > 0 ? roles : undefined)
mkdirSync('sse-report', { recursive: true })
writeFileSync('sse-report/kill-matrix.json', `${JSON.stringify(matrices, undefined, 2)}\n`)
writeFileSync('sse-report/kill-matrix.html', killMatrixHtml(matrices))

for (const matrix of matrices) {
  const alive = survivors(matrix)
  const blunt = toothless(matrix)
  const whole = unbroken(matrix)
  for (const id of alive) console.log(`survives        ${id}`)
  for (const id of blunt) console.log(`catches nothing ${id}`)
  for (const id of whole) console.log(`has no mutant   ${id}`)
  console.log(`${matrix.role}: ${matrix.mutants.length} mutants, ${alive.length} survive; ${blunt.length} cases catch nothing`)
  if (alive.length + blunt.length + whole.length > 0) process.exitCode = 1
}
console.log('written to sse-report/kill-matrix.html and .json')
