import { type ClientMutant, clientMutant, fetching } from './mutant.ts'

type Hold = (held: string, isFirst: boolean) => boolean

/** Holds back what has come of a body until it is told to let it go, or the body ends. */
const holding = (isHeld: Hold) =>
  fetching((right) => async (input, init) => {
    const response = await right(input, init)
    if (!response.body) return response
    const held: Uint8Array[] = []
    let isFirst = true
    const release = (controller: TransformStreamDefaultController<Uint8Array>) => {
      for (const piece of held.splice(0)) controller.enqueue(piece)
    }
    const body = response.body.pipeThrough(
      new TransformStream<Uint8Array, Uint8Array>({
        transform(piece, controller) {
          held.push(piece)
          if (!isHeld(textOf(held), isFirst)) release(controller)
          isFirst = false
        },
        flush: release,
      }),
    )
    return Object.defineProperty(new Response(body, response), 'url', { value: response.url })
  })

/** Ends a body that has brought nothing for so many milliseconds. */
const impatient = (milliseconds: number) =>
  fetching((right) => async (input, init) => {
    const response = await right(input, init)
    if (!response.body) return response
    let timer: ReturnType<typeof setTimeout>
    const wait = (controller: TransformStreamDefaultController<Uint8Array>) => {
      clearTimeout(timer)
      timer = setTimeout(() => controller.terminate(), milliseconds)
    }
    const body = response.body.pipeThrough(
      new TransformStream<Uint8Array, Uint8Array>({
        start: wait,
        transform(piece, controller) {
          controller.enqueue(piece)
          wait(controller)
        },
        flush: () => clearTimeout(timer),
      }),
    )
    return Object.defineProperty(new Response(body, response), 'url', { value: response.url })
  })

const textOf = (pieces: readonly Uint8Array[]): string => pieces.map((piece) => String.fromCharCode(...piece)).join('')

export const lineMutants: readonly ClientMutant[] = [
  clientMutant('reads-at-end', 'response.line-by-line', 'gives what comes after the first piece only when the response ends', {
    ...holding((_, isFirst) => !isFirst),
  }),
  clientMutant('reads-whole-blocks', 'response.line-by-line', 'reads what has come only when that ends with a blank line', {
    ...holding((held) => !/(?:\r\r|\n\n|\r\n\r\n)$/.test(held)),
  }),
  clientMutant('impatient', 'response.silence', 'takes a silence of five seconds for the end of a stream', { ...impatient(5000) }),
]
