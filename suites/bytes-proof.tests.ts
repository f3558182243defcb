// Clients that are wrong about the bytes and lines of a stream wait most of the time, so they are an entry of their own, beside those of proof.tests.ts.
import { prove } from './client/proved.tests.ts'

prove('bytes', { wrongHow: 'is wrong about bytes and lines', least: 30 })
