const columns = {
  round: ({ round }) => `${round}`,
  server: ({ candidate }) => candidate,
  delivered: ({ delivered }) => `${delivered}`,
  gaps: ({ gaps }) => `${gaps}`,
  again: ({ again }) => `${again}`,
  broken: ({ broken }) => `${broken}`,
  'p50 ms': ({ p50 }) => p50.toFixed(1),
  'p99 ms': ({ p99 }) => p99.toFixed(1),
  'max ms': ({ max }) => max.toFixed(1),
  'RSS MB': ({ memory }) => `${memory.at(0).toFixed(0)} → ${memory.at(-1).toFixed(0)}`,
  'kept MB': ({ kept }) => kept.map((megabytes) => megabytes.toFixed(1)).join(' '),
  'MB/min': ({ slope }) => slope.toFixed(2),
  'CPU s': ({ cpu }) => cpu.toFixed(1),
  load: ({ load }) => load.toFixed(1),
}

/** One line a run. */
export const tableOf = (results) => {
  const rows = [Object.keys(columns), ...results.map((result) => Object.values(columns).map((cell) => cell(result)))]
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)))
  return rows.map((row) => row.map((cell, column) => cell.padStart(widths[column])).join('  ')).join('\n')
}

/** How a value sampled each second grows, in units a minute: least squares over the second half, when all has warmed up. */
export const slopeOf = (samples) => {
  const late = samples.slice(Math.floor(samples.length / 2))
  const [meanX, meanY] = [(late.length - 1) / 2, late.reduce((sum, value) => sum + value, 0) / late.length]
  const products = late.map((value, x) => (x - meanX) * (value - meanY)).reduce((sum, value) => sum + value, 0)
  const squares = late.map((_, x) => (x - meanX) ** 2).reduce((sum, value) => sum + value, 0)
  return (60 * products) / squares
}
