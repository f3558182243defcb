// Clients that are wrong about what they tell wait most of the time, so they are an entry of their own, beside those of proof.tests.ts.
import { prove } from './client/proved.tests.ts'

prove('told', { wrongHow: 'is wrong about what it tells and when it ends', least: 60 })
