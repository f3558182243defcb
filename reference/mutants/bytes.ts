import { type LineReaderFactory, readLines, splitLines } from '../decoder/lines.ts'
import { type Mutant, mutant } from './mutant.ts'

const bom = '\uFEFF'
const replacing = new TextDecoder('utf-8', { ignoreBOM: true })
const withoutBom = (text: string) => (text.startsWith(bom) ? text.slice(1) : text)

/** Lines cut as the standard cuts them, each decoded in its own way; `isFirst` is true for the first line of a stream. */
const decoding =
  (decode: (line: Uint8Array, isFirst: boolean) => string): LineReaderFactory =>
  (onLine, limit) => {
    let isFirst = true
    return splitLines((line) => {
      const text = decode(line, isFirst)
      isFirst = false
      onLine(text)
    }, limit)
  }

/** Strips the BOM of the first line and changes the text of every line. */
const rewriting = (change: (text: string, line: Uint8Array) => string): LineReaderFactory =>
  decoding((line, isFirst) => {
    const text = change(replacing.decode(line), line)
    return isFirst ? withoutBom(text) : text
  })

const reading = (id: string, clause: Mutant['clause'], summary: string, lines: LineReaderFactory): Mutant =>
  mutant(id, clause, summary, { lines })

const latin1 = (line: Uint8Array) => Array.from(line, (byte) => String.fromCharCode(byte)).join('')

/** One replacement character for every byte of a malformed sequence. */
const replaceEachByte = (text: string, line: Uint8Array): string => {
  if (!text.includes('\uFFFD')) return text
  const lossless = Array.from(text.matchAll(/[^\uFFFD]+|\uFFFD/g), ([part]) => part)
  const good = lossless.reduce((length, part) => length + (part === '\uFFFD' ? 0 : new TextEncoder().encode(part).length), 0)
  const bad = line.length - good
  return bad === 0 ? text : text.replace(/\uFFFD+/, '\uFFFD'.repeat(bad))
}

/** Takes as many bytes as the first byte of a sequence promises, whatever they are. */
const swallowing = (line: Uint8Array): string => {
  const out: string[] = []
  for (let at = 0; at < line.length; ) {
    const lead = line[at] as number
    const length = lead < 0xc2 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 1
    const text = replacing.decode(line.subarray(at, at + length))
    out.push(text.includes('\uFFFD') ? '\uFFFD' : text)
    at += length
  }
  return out.join('')
}

/** Decodes overlong forms, surrogates and values beyond U+10FFFF by their bits. */
const lenient = (line: Uint8Array): string =>
  latin1(line).replace(/[\xc0-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf7][\x80-\xbf]{3}|[\x80-\xff]/g, (bytes) => {
    if (bytes.length === 1) return '\uFFFD'
    const bits = [...bytes].reduce((value, char, index) => {
      const byte = char.charCodeAt(0)
      return index === 0 ? byte & (0x7f >> bytes.length) : (value << 6) | (byte & 0x3f)
    }, 0)
    return bits > 0x10ffff ? '\uFFFD' : String.fromCodePoint(bits)
  })

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
const isWellFormed = (line: Uint8Array) => {
  try {
    strict.decode(line)
    return true
  } catch {
    return false
  }
}

/** Gives up at the first malformed byte. */
const strictly: LineReaderFactory = (onLine, limit) => {
  const reader = readLines(onLine, limit)
  const decoder = new TextDecoder('utf-8', { fatal: true })
  return {
    push(bytes) {
      decoder.decode(bytes, { stream: true })
      reader.push(bytes)
    },
    end: () => void decoder.decode(),
  }
}

/** Wrong about bytes and the BOM. */
export const byteMutants: readonly Mutant[] = [
  reading(
    'latin1',
    'utf8.decode',
    'reads bytes as Latin-1',
    decoding((line, isFirst) => (isFirst ? latin1(line).replace(/^\xef\xbb\xbf/, '') : latin1(line))),
  ),
  reading(
    'normalizes',
    'utf8.decode',
    'normalizes text to NFC',
    rewriting((text) => text.normalize('NFC')),
  ),
  reading(
    'compatibility',
    'utf8.decode',
    'normalizes text to NFKC',
    rewriting((text) => text.normalize('NFKC')),
  ),
  reading(
    'drops-nul',
    'utf8.decode',
    'drops U+0000',
    rewriting((text) => text.replaceAll('\0', '')),
  ),
  reading(
    'stops-at-nul',
    'utf8.decode',
    'takes U+0000 for the end of a line',
    rewriting((text) => text.split('\0')[0] as string),
  ),
  reading(
    'drops-non-ascii',
    'utf8.decode',
    'drops what is not ASCII',
    rewriting((text) => text.replace(/[^\0-\x7f]/g, '')),
  ),
  reading(
    'bmp-only',
    'utf8.decode',
    'cannot hold characters beyond U+FFFF',
    rewriting((text) => text.replace(/[\u{10000}-\u{10FFFF}]/gu, '\uFFFD')),
  ),
  reading(
    'no-noncharacters',
    'utf8.decode',
    'replaces noncharacters',
    rewriting((text) => text.replace(/\p{Noncharacter_Code_Point}/gu, '\uFFFD')),
  ),
  reading('strict-utf8', 'utf8.malformed', 'throws at malformed bytes', strictly),
  reading(
    'drops-malformed',
    'utf8.malformed',
    'drops malformed bytes',
    rewriting((text) => text.replaceAll('\uFFFD', '')),
  ),
  reading(
    'question-marks',
    'utf8.malformed',
    'puts a question mark for malformed bytes',
    rewriting((text) => text.replaceAll('\uFFFD', '?')),
  ),
  reading('replaces-each-byte', 'utf8.malformed', 'puts one U+FFFD for each malformed byte', rewriting(replaceEachByte)),
  reading(
    'replaces-each-run',
    'utf8.malformed',
    'puts one U+FFFD for a run of malformed bytes',
    rewriting((text) => text.replace(/\uFFFD+/g, '\uFFFD')),
  ),
  reading(
    'swallows-after-malformed',
    'utf8.malformed',
    'takes the byte after a malformed sequence with it',
    decoding((line, isFirst) => (isFirst ? withoutBom(swallowing(line)) : swallowing(line))),
  ),
  reading(
    'lenient-utf8',
    'utf8.malformed',
    'decodes overlong forms and surrogates',
    decoding((line, isFirst) => (isFirst ? withoutBom(lenient(line)) : lenient(line))),
  ),
  reading(
    'ignores-malformed-lines',
    'utf8.malformed',
    'ignores a line with malformed bytes',
    rewriting((text, line) => (isWellFormed(line) ? text : ':')),
  ),
  reading(
    'falls-back-to-latin1',
    'utf8.malformed',
    'reads a line with malformed bytes as Latin-1',
    rewriting((text, line) => (isWellFormed(line) ? text : latin1(line))),
  ),
  reading(
    'keeps-bom',
    'bom.leading',
    'keeps the leading BOM',
    decoding((line) => replacing.decode(line)),
  ),
  reading(
    'drops-first-character',
    'bom.leading',
    'drops the first character of a stream that has a BOM',
    decoding((line, isFirst) => (isFirst ? replacing.decode(line).replace(/^\uFEFF./u, '') : replacing.decode(line))),
  ),
  reading('bom-ends-line', 'bom.leading', 'takes a leading BOM for a line', (onLine, limit) =>
    decoding((line, isFirst) => {
      const text = replacing.decode(line)
      if (isFirst && text.startsWith(bom)) onLine('data: BOM')
      return isFirst ? withoutBom(text) : text
    })(onLine, limit),
  ),
  reading(
    'strips-two-boms',
    'bom.only-first',
    'strips every leading BOM',
    decoding((line, isFirst) => (isFirst ? replacing.decode(line).replace(/^\uFEFF+/, '') : replacing.decode(line))),
  ),
  reading(
    'strips-misread-bom',
    'bom.only-first',
    'strips a BOM that was misread as Latin-1 too',
    decoding((line, isFirst) => {
      const text = replacing.decode(line)
      return isFirst ? withoutBom(text).replace(/^\u00ef\u00bb\u00bf/, '') : text
    }),
  ),
  reading(
    'strips-bom-of-lines',
    'bom.only-first',
    'strips a BOM at the start of every line',
    decoding((line) => withoutBom(replacing.decode(line))),
  ),
  reading(
    'strips-bom-anywhere',
    'bom.only-first',
    'strips every U+FEFF',
    decoding((line) => replacing.decode(line).replaceAll(bom, '')),
  ),
]
