/** Puts clients in other languages before the kit, each a command; ../README.md says what each is. */
import { execFile, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'

process.chdir(import.meta.dirname)
const cli = '../../../dist/reports/cli/main.js'
const print = (line) => process.stdout.write(`${line}\n`)

if (!existsSync(cli)) {
  print('the kit is not built: npm run build in its folder')
  process.exit(1)
}
const { summarize, weigh } = await import('../../../dist/spec/index.js')

/** What is built stays for the next run. */
const built = '../node_modules/.cache/clients'
mkdirSync(built, { recursive: true })
const gocode = '/usr/share/gocode/src/github.com/donovanhide/eventsource'
const symfony = '/usr/share/php/Symfony/Component/HttpClient'

/** `has` are programs and paths without which it cannot be run, `debian` the packages that bring them, `prepare` a shell command. */
const clients = [
  { name: 'python', has: ['python3'], debian: ['python3'], command: ['python3', 'python/client.py'] },
  {
    name: 'go',
    has: ['go', gocode],
    debian: ['golang-go', 'golang-github-donovanhide-eventsource-dev'],
    prepare: `GO111MODULE=off GOPATH=/usr/share/gocode go build -o ${built}/go go/main.go`,
    command: [`${built}/go`],
  },
  {
    name: 'java',
    has: ['java', 'javac'],
    debian: ['default-jdk-headless'],
    prepare: `javac -d ${built} java/Client.java`,
    command: ['java', '-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', '-cp', built, 'Client'],
  },
  { name: 'rust', has: ['rustc'], debian: ['rustc'], prepare: `rustc -O -o ${built}/rust rust/client.rs`, command: [`${built}/rust`] },
  { name: 'php', has: ['php', symfony], debian: ['php-cli', 'php-symfony-http-client'], command: ['php', 'php/client.php'] },
  { name: 'shell', has: ['bash', 'curl', 'jq'], debian: ['curl', 'jq'], command: ['bash', 'shell/client.sh'] },
]

/** What is asked, so that all of them take two minutes; without --only, a client is asked everything. */
const topics = ['event', 'data', 'comment', 'request', 'reconnect/after-an-event', 'reconnect/not-too-early', 'resume/text', 'status/204*']

const outcomeOf = (file, words) =>
  new Promise((resolve) => {
    execFile(file, words, { maxBuffer: 2 ** 30 }, (error, stdout, stderr) => {
      resolve({ status: error ? (error.code ?? error.signal) : 0, stdout, stderr })
    })
  })

const isHere = (one) => (one.startsWith('/') ? existsSync(one) : spawnSync('which', [one]).status === 0)

/** What keeps a client from being run, if anything does; packages are installed only by root, where apt-get is. */
const lackOf = async ({ has, debian, prepare }) => {
  const isMissing = !has.every(isHere)
  if (isMissing && process.getuid?.() === 0 && isHere('apt-get'))
    await outcomeOf('sh', ['-c', `apt-get update && apt-get install --yes --no-install-recommends ${debian.join(' ')}`])
  const missing = has.filter((one) => !isHere(one))
  if (missing.length > 0) return `${missing.join(', ')} missing (Debian: ${debian.join(' ')})`
  const { status, stderr } = prepare ? await outcomeOf('sh', ['-c', prepare]) : { status: 0 }
  return status === 0 ? undefined : `cannot be built: ${stderr.trim().split('\n').at(-1)}`
}

const judge = async ({ name, command }) => {
  const only = topics.flatMap((topic) => ['--only', `client/${topic}`])
  const words = [cli, 'client', '--json', '--name', name, '--out', `../sse-report/clients/${name}`, ...only, '--timeout', '5s']
  const { status, stdout, stderr } = await outcomeOf(process.execPath, [...words, '--', ...command])
  const results = stdout ? JSON.parse(stdout) : undefined
  const isJudged = status === 0 || status === 1
  print(`${name}: ${isJudged ? describe(results) : `could not be judged (exit ${status}): ${results?.setup?.reason ?? stderr}`}`)
  return isJudged
}

const describe = (results) => {
  const { passed, failed } = summarize(results)
  const red = results.verdicts.filter((verdict) => weigh(verdict) === 'violation').map((verdict) => verdict.case)
  return `${passed} passed, ${failed} failed in ${Math.round(results.durationMs / 1000)} s; violations: ${red.join(' ') || 'none'}`
}

const ready = []
for (const client of clients) {
  const lack = await lackOf(client) // one after another: apt-get runs once at a time
  if (lack) print(`${client.name}: not run, ${lack}`)
  else ready.push(client)
}
const judged = []
const judgeAll = async () => {
  for (let client = ready.shift(); client; client = ready.shift()) judged.push(await judge(client))
}
await Promise.all([judgeAll(), judgeAll()]) // two at a time, since they are waited for more than they are computed
print(`${judged.length} of ${clients.length} clients were run`)
process.exitCode = judged.every(Boolean) ? 0 : 1
