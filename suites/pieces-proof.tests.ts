// Clients that are wrong about pieces wait most of the time, so they are an entry of their own, beside those of proof.tests.ts.
import { prove } from './client/proved.tests.ts'

prove('pieces', { wrongHow: 'reads pieces and long streams wrongly', least: 8 })
