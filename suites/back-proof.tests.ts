// Clients that are wrong about coming back wait most of the time, so they are an entry of their own, beside those of proof.tests.ts.
import { prove } from './client/proved.tests.ts'

prove('back', { wrongHow: 'is wrong about coming back', least: 25 })
