// Clients that are wrong about what an answer means wait most of the time, so they are an entry of their own, beside those of proof.tests.ts.
import { prove } from './client/proved.tests.ts'

prove('answered', { wrongHow: 'is wrong about what an answer means', least: 35 })
