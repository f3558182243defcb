// Compares the reference decoder with the transcription on random streams: npm run fuzz -- [streams] [seed]
import process, { stdout } from 'node:process'
import { standard } from '../decoder/steps.ts'
import { findDifference, shrunk, tell } from './fuzz.tests.ts'

const told = (count: number) => Math.round(count).toLocaleString('en')

const fuzz = (streams: number, seed: number): number => {
  const start = performance.now()
  const rate = (done: number) => `${told((done * 1000) / (performance.now() - start))} streams/s`
  const onProgress = (done: number) =>
    stdout.isTTY && done % 5000 === 0 && stdout.write(`\r${told(done)} of ${told(streams)}, ${rate(done)} `)

  stdout.write(`${told(streams)} random streams, seed ${seed}\n`)
  const found = findDifference(standard, { streams, seed, onProgress })
  if (stdout.isTTY) stdout.write('\r\x1b[K')
  if (!found) stdout.write(`the decoder and the transcription agree on all of them; ${rate(streams)}\n`)
  else {
    stdout.write(`the decoder and the transcription differ on stream ${told(found.stream + 1)} of seed ${seed}; as small as it gets:\n`)
    stdout.write(tell(shrunk(standard, found.difference)))
  }
  return found ? 1 : 0
}

const [streams = '1000000', seed = String(Date.now() % 2 ** 32)] = process.argv.slice(2)
if (/^[1-9]\d{0,9}$/.test(streams) && /^\d{1,10}$/.test(seed)) process.exitCode = fuzz(Number(streams), Number(seed))
else {
  stdout.write('npm run fuzz -- [streams] [seed]: write whole numbers of at most ten digits\n')
  process.exitCode = 2
}
