/** How a server is started, as far as its package.json tells, and the origin where it is to be found. */
export type Guess = { readonly start: string | undefined; readonly url: string }

/** Guesses from the text of a package.json, which may be anything; what it takes over is a name it knows and the digits of a port. */
export const guessOf = (text: string): Guess => {
  const scripts = scriptsOf(text)
  const name = ['start', 'dev'].find((one) => typeof scripts[one] === 'string')
  const script = name === undefined ? '' : String(scripts[name])
  return { start: name && (name === 'start' ? 'npm start' : `npm run ${name}`), url: `http://127.0.0.1:${portIn(script) ?? 3000}` }
}

const scriptsOf = (text: string): Readonly<Record<string, unknown>> => {
  try {
    return JSON.parse(text).scripts ?? {}
  } catch {
    return {}
  }
}

/** Of PORT=4000, --port 4000, --port=4000 or -p 4000. */
const portIn = (script: string): string | undefined => /(?:\bPORT=|--port[ =]|\s-p )(\d{2,5})\b/.exec(script)?.[1]
