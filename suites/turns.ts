/** Runs at most so many at the same time; the others wait for their turn. Who needs it no longer may leave it before the end. */
export const createTurns = (most: number) => {
  let free = most
  const waiting: (() => void)[] = []
  const leave = () => {
    const next = waiting.shift()
    if (next) next()
    else free += 1
  }
  const enter = () =>
    new Promise<void>((resolve) => {
      if (free === 0) return void waiting.push(resolve)
      free -= 1
      resolve()
    })
  return async <Result>(act: (leaveTurn: () => void) => Promise<Result>): Promise<Result> => {
    await enter()
    let hasLeft = false
    const leaveOnce = () => {
      if (!hasLeft) leave()
      hasLeft = true
    }
    try {
      return await act(leaveOnce)
    } finally {
      leaveOnce()
    }
  }
}
