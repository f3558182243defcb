export type { Baseline, BaselineEntry } from '../spec/baseline.ts'
export type { Claim, Results } from '../spec/results.ts'
export type { Verdict } from '../spec/verdict.ts'
export { applyBaseline } from './baseline.ts'
export type { CaseSummary } from './case.ts'
export { conformance, type RegisterTest, type TestBody } from './conformance.ts'
export type { GateOptions } from './gate.ts'
export { type Missing, missing, type Need } from './need.ts'
export { type Renames, renames } from './renames.ts'
export { run } from './run.ts'
export type { RunOptions } from './run-options.ts'
export { matcher, type Selection, select } from './select.ts'
export { cases } from './suites.ts'
export {
  type AccessAddress,
  type Credential,
  type CredentialName,
  type Credentials,
  credentialNames,
  type Origins,
  type Source,
} from './targets/access/access.ts'
export type { CreateParser, ParserAdapter } from './targets/adapter.ts'
export type { Invitation } from './targets/client-manual.ts'
export type { Encode } from './targets/encode-all.ts'
export type {
  ClientTarget,
  DataForm,
  EncoderTarget,
  ParserTarget,
  Place,
  ServerAddress,
  ServerTarget,
  Target,
  Tls,
  Topic,
} from './targets/target.ts'
