// Clients that are wrong about how long to wait wait most of the time, so they are an entry of their own, beside those of proof.tests.ts.
import { prove } from './client/proved.tests.ts'

prove('waits', { wrongHow: 'is wrong about how long to wait', least: 20 })
