// The full kill matrix: every mutant through every case in every cut. Fails when a mutant survives or a case has no teeth.
import { survivors, toothless, unbroken } from '../dist/spec/kill-matrix.js'
import { killMatrix } from '../dist/suites/proof.js'

const matrix = await killMatrix({ cuts: 'all' })
const alive = survivors(matrix)
const blunt = toothless(matrix)
const whole = unbroken(matrix)
for (const id of alive) console.log(`survives        ${id}`)
for (const id of blunt) console.log(`catches nothing ${id}`)
for (const id of whole) console.log(`has no mutant    ${id}`)
console.log(`${matrix.mutants.length} mutants, ${alive.length} survive; ${blunt.length} cases catch nothing`)
process.exitCode = alive.length + blunt.length + whole.length === 0 ? 0 : 1
