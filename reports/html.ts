import { page } from './html/page.ts'
import type { Reporter } from './reporter.ts'

/** One page for people: needs no network, no server and no script, though a script makes it handier. */
export const html: Reporter = (results) => page(results).markup
