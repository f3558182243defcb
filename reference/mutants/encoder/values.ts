import { standard } from '../../encoder/steps.ts'
import { changing, type EncoderMutant, encoderMutant, type TextStep, textSteps } from './mutant.ts'

const ofEach = (
  slug: string,
  clause: EncoderMutant['clause'],
  summary: (what: TextStep) => string,
  change: (text: string) => string,
  steps: readonly TextStep[] = textSteps,
): readonly EncoderMutant[] => steps.map((step) => encoderMutant(`${step}-${slug}`, clause, summary(step), changing(step, change)))

/** What is refused by mistake. */
const refusing = (text: string, pattern: RegExp): string => {
  if (pattern.test(text)) throw new TypeError('invalid text')
  return text
}

const name = { type: 'event', id: 'id', data: 'data' } as const

/** Wrong about the text of a value. */
export const valueMutants: readonly EncoderMutant[] = [
  ...ofEach(
    'loses-leading-space',
    'grammar.leading-space',
    (step) => `takes the first space off ${step}`,
    (text) => text.replace(/^ /, ''),
    ['data', 'type', 'id'],
  ),
  ...(['data', 'type', 'id'] as const).map((step) =>
    encoderMutant(`${step}-no-space-after-colon`, 'grammar.leading-space', `writes no space after the colon of ${step}`, {
      [step]: (text: string) => standard[step](text).replaceAll(`${name[step]}: `, `${name[step]}:`),
    }),
  ),
  ...ofEach(
    'loses-colons',
    'grammar.any-char',
    (step) => `cuts ${step} at its first colon`,
    (text) => text.split(':')[0] as string,
    ['data', 'type', 'id'],
  ),
  ...ofEach(
    'refuses-colons',
    'grammar.any-char',
    (step) => `refuses a colon in ${step}`,
    (text) => refusing(text, /:/),
  ),
  ...ofEach(
    'refuses-field-names',
    'grammar.any-char',
    (step) => `refuses ${step} that begins like a field`,
    (text) => refusing(text, /^(data|event|id|retry):/),
  ),
  ...ofEach(
    'refuses-null',
    'grammar.any-char',
    (step) => `refuses U+0000 in ${step}`,
    (text) => refusing(text, /\0/),
    ['data', 'type', 'comment'],
  ),
  ...ofEach(
    'loses-null',
    'grammar.any-char',
    (step) => `ends ${step} at U+0000, as a C string`,
    (text) => text.split('\0')[0] as string,
    ['data', 'type'],
  ),
  ...ofEach(
    'loses-bom',
    'grammar.any-char',
    (step) => `takes U+FEFF off the start of ${step}`,
    (text) => text.replace(/^\ufeff/, ''),
    ['data', 'type', 'id'],
  ),
  ...ofEach(
    'refuses-bom',
    'grammar.any-char',
    (step) => `refuses U+FEFF in ${step}`,
    (text) => refusing(text, /\ufeff/),
  ),
  ...ofEach(
    'refuses-controls',
    'grammar.any-char',
    (step) => `refuses controls in ${step}`,
    (text) => refusing(text, /[\x01-\x08\x0e-\x1b\x7f]/),
  ),
  ...ofEach(
    'escapes-quotes',
    'grammar.any-char',
    (step) => `escapes quotes and backslashes in ${step}`,
    (text) => text.replace(/["\\]/g, '\\$&'),
    ['data', 'type', 'id'],
  ),
  ...ofEach(
    'unescapes',
    'grammar.any-char',
    (step) => `takes a backslash and an n in ${step} for a line end and writes a space`,
    (text) => text.replaceAll('\\n', ' '),
    ['data', 'type', 'id'],
  ),
  ...ofEach(
    'splits-at-unicode-line-ends',
    'grammar.line-ends',
    (step) => `begins a new line at U+2028, U+2029 and U+0085 in ${step}`,
    (text) => text.replace(/[\u2028\u2029\u0085]/g, '-'),
    ['data', 'type', 'id'],
  ),
  ...ofEach(
    'refuses-unicode-line-ends',
    'grammar.line-ends',
    (step) => `takes VT, FF and U+2028 for line ends and refuses them in ${step}`,
    (text) => refusing(text, /[\v\f\u2028]/),
  ),
  encoderMutant('data-splitlines', 'grammar.line-ends', 'writes a data field for each line that Unicode knows', {
    data: (text) => standard.data(text.replace(/[\v\f\x1c-\x1e\u0085\u2028\u2029]/g, '\n')),
  }),
  ...ofEach(
    'only-latin',
    'grammar.utf8',
    (step) => `writes a question mark for what Latin-1 has not in ${step}`,
    (text) => text.replace(/[\u{100}-\ufefe\u{10000}-\u{10ffff}]/gu, '?'),
    ['data', 'type', 'id'],
  ),
  ...ofEach(
    'refuses-astral',
    'grammar.utf8',
    (step) => `refuses characters of four bytes in ${step}`,
    (text) => refusing(text, /[\u{10000}-\u{10ffff}]/u),
  ),
  ...(['data', 'id'] as const).map((step) =>
    encoderMutant(`${step}-loses-empty`, 'grammar.same-meaning', `writes nothing for ${step} that is empty`, {
      [step]: (text: string) => (text === '' ? '' : standard[step](text)),
    }),
  ),
  encoderMutant(
    'comment-refuses-empty',
    'grammar.same-meaning',
    'refuses a comment that is empty',
    changing('comment', (text) => refusing(text, /^$/)),
  ),
  ...ofEach(
    'loses-last-spaces',
    'grammar.same-meaning',
    (step) => `takes spaces off the end of ${step}`,
    (text) => text.replace(/ +$/, ''),
    ['data', 'type', 'id'],
  ),
  ...ofEach(
    'lower-case',
    'grammar.same-meaning',
    (step) => `writes ${step} in lower case`,
    (text) => text.toLowerCase(),
    ['type', 'id'],
  ),
  ...ofEach(
    'no-json',
    'grammar.same-meaning',
    (step) => `refuses ${step} that looks like JSON`,
    (text) => refusing(text, /^[[{]/),
  ),
  ...ofEach(
    '64k',
    'grammar.same-meaning',
    (step) => `cuts ${step} at 65,536 characters`,
    (text) => text.slice(0, 65_536),
    ['data', 'type', 'id'],
  ),
  ...ofEach(
    'too-long',
    'grammar.same-meaning',
    (step) => `refuses ${step} above 65,536 characters`,
    (text) => refusing(text, /^.{65537}/s),
  ),
]
