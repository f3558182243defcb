/** A promise that somebody else fulfils; only the first value counts. */
export const createLatch = <Value>() => {
  let open = (_: Value) => {}
  const promise = new Promise<Value>((resolve) => {
    open = resolve
  })
  return { promise, open }
}
