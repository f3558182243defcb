/** A signal for the first interrupt; the second ends the process at once. */
export const listenForInterrupt = () => {
  const controller = new AbortController()
  const interrupt = () => (controller.signal.aborted ? process.exit(130) : controller.abort())
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
  for (const signal of signals) process.on(signal, interrupt)
  return {
    signal: controller.signal,
    stop() {
      for (const signal of signals) process.off(signal, interrupt)
    },
  }
}
