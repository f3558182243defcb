// The full kill matrix: every mutant through every case in every cut. Fails when a mutant survives or a case has no teeth.
import { killMatrix, survivors, toothless } from '../dist/suites/proof.js'

const kills = await killMatrix({ cuts: 'all' })
const alive = survivors(kills)
const blunt = toothless(kills)
for (const id of alive) console.log(`survives        ${id}`)
for (const id of blunt) console.log(`catches nothing ${id}`)
console.log(`${kills.length} mutants, ${alive.length} survive; ${blunt.length} cases catch nothing`)
process.exitCode = alive.length + blunt.length === 0 ? 0 : 1
