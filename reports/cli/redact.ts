/** Shorter ones would be found everywhere. */
const shortest = 4

const placeholder = '[redacted]'

/** Takes secrets out of texts, however they are written: as they are, escaped as in JSON or a URL, in base64 and in hex. */
export type Redact = (text: string) => string

export const createRedactor = (secrets: readonly string[]): Redact => {
  const forms = [...new Set(secrets.filter((secret) => secret.length >= shortest).flatMap(formsOf))].toSorted((a, b) => b.length - a.length)
  return forms.length === 0 ? showAll : (text) => forms.reduce((rest, form) => rest.replaceAll(form, placeholder), text)
}

const showAll: Redact = (text) => text

/** The same for bytes, which may be no text. */
export const redactBytes = (bytes: Uint8Array, redact: Redact): Uint8Array => {
  if (redact === showAll) return bytes
  const text = Buffer.from(bytes).toString('latin1')
  const redacted = redact(text)
  return redacted === text ? bytes : Buffer.from(redacted, 'latin1')
}

const formsOf = (secret: string): readonly string[] => {
  const bytes = Buffer.from(secret)
  const base64 = bytes.toString('base64').replace(/=+$/, '')
  const hex = bytes.toString('hex')
  const latin1 = bytes.toString('latin1') // as bytes are read that may be no text
  const escaped = JSON.stringify(secret).slice(1, -1)
  return [secret, latin1, escaped, encodeURIComponent(secret), base64, bytes.toString('base64url'), hex, hex.toUpperCase()]
}
