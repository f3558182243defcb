/** Cuts bytes into lines of text at each LF; one that grows beyond `longest` bytes without an end is told of, and nothing after it is read. */
export const createLines = (longest: number, onLine: (line: string) => void, onEndless: () => void) => {
  let pieces: Buffer[] = []
  let length = 0
  let isEndless = false
  const keep = (bytes: Buffer) => {
    pieces.push(bytes)
    length += bytes.length
    if (length <= longest) return
    isEndless = true
    pieces = []
    onEndless()
  }
  return {
    push(bytes: Buffer): void {
      let from = 0
      for (let end = bytes.indexOf(10); end !== -1 && !isEndless; end = bytes.indexOf(10, from)) {
        const line = Buffer.concat([...pieces, bytes.subarray(from, end)]).toString('utf8')
        pieces = []
        length = 0
        from = end + 1
        onLine(line)
      }
      if (!isEndless && from < bytes.length) keep(bytes.subarray(from))
    },
  }
}
