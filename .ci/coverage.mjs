// Fails when a folder's tests cover too little of it; c8 has written coverage/coverage-summary.json.
import { readFileSync } from 'node:fs'

const least = { lines: 90, branches: 85 }
const summary = JSON.parse(readFileSync('coverage/coverage-summary.json', 'utf8'))
let failed = false

for (const folder of ['spec', 'reference', 'suites', 'reports']) {
  const files = Object.entries(summary).filter(([file]) => file.includes(`/${folder}/`))
  const share = (what) => {
    const sum = (key) => files.reduce((total, [, coverage]) => total + coverage[what][key], 0)
    return (100 * sum('covered')) / sum('total')
  }
  const shares = Object.keys(least).map((what) => `${what} ${share(what).toFixed(1)} %`)
  const isEnough = files.length > 0 && Object.entries(least).every(([what, bound]) => share(what) >= bound)
  console.log(`${isEnough ? 'ok' : 'too little'}  ${folder.padEnd(10)} ${shares.join(', ')}`)
  failed ||= !isEnough
}
process.exitCode = failed ? 1 : 0
