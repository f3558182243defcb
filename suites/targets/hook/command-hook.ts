import { jsonLine } from '../json-line.ts'
import { keepTail } from '../leash.ts'
import { start } from '../process.ts'
import { quoteWords } from '../shell.ts'
import { type Hook, ignoredIn, type Receipt, startOf } from './hook.ts'

/** Runs a shell command for each event, which reads the event as JSON from stdin: exit 0 takes it, exit 1 refuses it. */
export const openCommandHook = (command: string): Hook => ({
  async publish(event, signal) {
    signal.throwIfAborted()
    const { child, leash } = await start([command], { shell: true, stdio: ['pipe', 'pipe', 'pipe'] })
    const stdout = keepTail([child.stdout], 65_536)
    const onAbort = () => void leash.stop()
    signal.addEventListener('abort', onAbort, { once: true })
    try {
      child.stdin?.end(`${jsonLine(event)}\n`)
      const exit = await leash.closed
      signal.throwIfAborted()
      return receiptOf(exit.code, stdout(), leash.stderr())
    } finally {
      signal.removeEventListener('abort', onAbort)
    }
  },
  reproduce: (event) => `${quoteWords(['echo', jsonLine(event)])} | ${command}`,
})

const receiptOf = (code: number | null, stdout: string, stderr: string): Receipt => {
  if (code === 0) return { outcome: 'accepted', ignored: ignoredIn(stdout) }
  const said = startOf(stderr)
  if (code === 1 && said !== '') return { outcome: 'refused', reason: `the publish command refuses: ${said}` }
  const how = code === null ? 'is killed' : `ends with exit code ${code}`
  return { outcome: 'broken', reason: `the publish command ${how}${said === '' ? '' : `: ${said}`}` }
}
