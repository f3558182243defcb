/** Where a command writes. */
export type Terminal = {
  readonly out: (text: string) => void
  readonly err: (text: string) => void
  /** Settles when whoever reads `out` has kept up, if that can be told. */
  readonly drained?: () => Promise<unknown>
  /** A screen on which a line can be drawn again, if there is one. */
  readonly screen?: { readonly columns: number }
}
