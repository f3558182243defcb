// Clients that are wrong about what they ask wait most of the time, so they are an entry of their own, beside those of proof.tests.ts.
import { prove } from './client/proved.tests.ts'

prove('asked', { wrongHow: 'is wrong about what it asks and where it is sent', least: 20 })
