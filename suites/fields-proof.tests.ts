// Clients that are wrong about the fields of a stream wait most of the time, so they are an entry of their own, beside those of proof.tests.ts.
import { prove } from './client/proved.tests.ts'

prove('fields', { wrongHow: 'is wrong about fields', least: 50 })
