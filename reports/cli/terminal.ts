/** Where a command writes. */
export type Terminal = {
  readonly out: (text: string) => void
  readonly err: (text: string) => void
  /** A screen on which a line can be drawn again, if there is one. */
  readonly screen?: { readonly columns: number }
}
