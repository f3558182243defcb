const width = 100 // microseconds

/** Counts durations, given in microseconds; what is above a minute counts as a minute. */
export const createHistogram = () => {
  const counts = new Uint32Array(60e6 / width)
  let total = 0
  let max = 0
  const percentile = (share) => {
    let slot = 0
    for (let below = counts[0]; below < total * share; below += counts[slot]) slot += 1
    return ((slot + 1) * width) / 1000
  }
  return {
    add(duration) {
      counts[Math.min(Math.max(0, Math.floor(duration / width)), counts.length - 1)] += 1
      total += 1
      max = Math.max(max, duration)
    },
    /** Milliseconds. */
    read: () => ({ p50: percentile(0.5), p99: percentile(0.99), max: max / 1000 }),
  }
}
