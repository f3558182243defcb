import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import t from 'tap'

const root = fileURLToPath(new URL('../../', import.meta.url))
const layers = ['spec', 'reference', 'suites', 'reports'] as const
const sources = layers.flatMap((layer) =>
  readdirSync(join(root, layer), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.includes('interop'))
    .map((file) => `${layer}/${file}`),
)
const shipped = sources.filter((file) => !/\.test\.ts$|tests\.ts$/.test(file))
const textOf = (file: string) => readFileSync(join(root, file), 'utf8')
const importsOf = (file: string) => Array.from(textOf(file).matchAll(/(?:from|import\() ?'([^']+)'/g), ([, name = '']) => name)
const resolved = (file: string, name: string) => (name.startsWith('.') ? relative(root, join(root, dirname(file), name)) : name)
const breaches = (files: readonly string[], forbidden: (target: string, file: string) => boolean) =>
  files.flatMap((file) =>
    importsOf(file)
      .filter((name) => forbidden(resolved(file, name), file))
      .map((name) => `${file} → ${name}`),
  )
const layerOf = (file: string) => layers.findIndex((layer) => file.startsWith(`${layer}/`))

t.test('imports go left only', async (t) => {
  t.same(
    breaches(sources, (target, file) => layerOf(target) > layerOf(file)),
    [],
  )
})

t.test('spec imports nothing, but ajv in its schema', async (t) => {
  const spec = shipped.filter((file) => file.startsWith('spec/'))
  t.same(
    breaches(spec, (target, file) => !target.startsWith('spec/') && !(file === 'spec/schema.ts' && target.startsWith('ajv/'))),
    [],
  )
})

/** Wrong on purpose where it speaks with Node. */
const speaksWithNode = (file: string) => /^reference\/mutants\/(server\/|client\/over-http\.ts$)/.test(file)

t.test('the reference uses no built-in of Node and no package, but to speak with Node', async (t) => {
  const reference = shipped.filter((file) => file.startsWith('reference/'))
  const adapters = reference.filter((file) => file.startsWith('reference/server/node'))
  t.ok(adapters.length > 0)
  const isLet = (target: string, file: string) =>
    adapters.includes(file) ? /^node:(http2?|stream)$/.test(target) : speaksWithNode(file) && target.startsWith('node:')
  t.same(
    breaches(reference, (target, file) => layerOf(target) === -1 && !isLet(target, file)),
    [],
  )
  t.same(
    adapters.filter((file) => /^import (?!type )/m.test(textOf(file).replace(/^import .*'\..*$/gm, ''))),
    [],
  )
  t.same(
    reference.filter((file) => !speaksWithNode(file) && /\b(process|Buffer|require)\b[.(]/.test(textOf(file))),
    [],
  )
})

t.test('cases know neither the runner nor a target', async (t) => {
  const cases = shipped.filter((file) => file.includes('/cases/'))
  t.ok(cases.length > 0)
  t.same(
    breaches(cases, (target) => /^suites\/(run|judge|tape|deadline)\.ts$|^suites\/targets\/(?!adapter\.ts)/.test(target)),
    [],
  )
})

t.test('reporters import the spec and each other only', async (t) => {
  const reporters = shipped.filter((file) => file.startsWith('reports/') && !file.startsWith('reports/cli/'))
  t.same(
    breaches(reporters, (target) => !target.startsWith('spec/') && !target.startsWith('reports/')),
    [],
  )
})

t.test('only the command line prints, reads arguments or exits', async (t) => {
  const others = shipped.filter((file) => !file.startsWith('reports/cli/') && !/^suites\/targets\/(?:module|client)-host\.ts$/.test(file))
  t.same(
    others.filter((file) => /console\.|process\.(argv|stdout|stderr|exit)\b/.test(textOf(file))),
    [],
  )
})

t.test('files stay short, data excepted', async (t) => {
  const data = /^spec\/clauses\/|^reference\/mutants\/|^reports\/sample\.ts|style/
  const long = shipped.filter((file) => !data.test(file) && textOf(file).split('\n').length > 151)
  t.same(long, [])
})
