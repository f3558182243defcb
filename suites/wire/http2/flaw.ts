/** What the other side did that cannot be read on. Thrown where it is met, told as the end of the exchange; anything else that is thrown is a bug. */
export type Flaw = Error & { readonly flaw: 'malformed' | 'too-large' | 'foreign' }

export const malformed = (reason: string): Flaw => Object.assign(new Error(reason), { flaw: 'malformed' as const })
/** What comes is not HTTP/2 at all. */
export const foreign = (reason: string): Flaw => Object.assign(new Error(reason), { flaw: 'foreign' as const })
export const tooLarge = (reason: string): Flaw => Object.assign(new Error(reason), { flaw: 'too-large' as const })

export const isFlaw = (error: unknown): error is Flaw => error instanceof Error && 'flaw' in error
