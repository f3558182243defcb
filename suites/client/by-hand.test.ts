import t from 'tap'
import { EventSource } from '../../reference/eventsource/eventsource.ts'
import type { Verdict } from '../../spec/verdict.ts'
import { run } from '../run.ts'
import type { Invitation } from '../targets/client-manual.ts'

t.setTimeout(60_000)

/** Judges whatever `connect` connects to the addresses that are printed, in the way of a person. */
const judge = async (only: readonly string[], connect: (invitation: Invitation) => { close(): void } | undefined, deadline = 60_000) => {
  const connected: { close(): void }[] = []
  try {
    return await run(
      { role: 'client', kind: 'manual' },
      {
        only,
        skip: ['client/reconnect/waits-seven-seconds'],
        deadline,
        onInvitation(invitation) {
          const client = connect(invitation)
          if (client) connected.push(client)
        },
      },
    )
  } finally {
    for (const client of connected) client.close()
  }
}

const right = ({ url }: Invitation) => new EventSource(url, { reconnectionTime: 20 })
const idsOf = (verdicts: readonly Verdict[], outcome: Verdict['outcome']) =>
  verdicts.filter((verdict) => verdict.outcome === outcome).map((verdict) => verdict.case)

t.test('whoever connects by hand is judged by what they ask, and nothing is asked that would have to be heard', async (t) => {
  const { verdicts, setup, claim } = await judge(['client/**'], right)
  t.same([setup, claim], [undefined, 'client'])
  t.same([idsOf(verdicts, 'fail'), idsOf(verdicts, 'error')], [[], []])
  t.ok(idsOf(verdicts, 'pass').length > 190)
  const unheard = verdicts.find(({ case: id }) => id.startsWith('client/data/'))
  t.match(unheard?.reason, /nobody tells what a client hears/)
})

t.test('one that never sends an ID is red where an ID is to come back, and nowhere else', async (t) => {
  const forgetful = ({ url }: Invitation) => {
    const fetching: typeof fetch = (input, init) => {
      const headers = new Headers(init?.headers)
      headers.delete('last-event-id')
      return fetch(input, { ...init, headers })
    }
    return new EventSource(url, { reconnectionTime: 20, fetch: fetching })
  }
  const { verdicts } = await judge(['client/resume/digits', 'client/resume/none', 'client/reconnect/same-target'], forgetful)
  t.same(idsOf(verdicts, 'fail'), ['client/resume/digits'])
  t.same(idsOf(verdicts, 'pass').toSorted(), ['client/reconnect/same-target', 'client/resume/none'])
  t.match(verdicts.find(({ outcome }) => outcome === 'fail')?.reproduce, /client --manual --only client\/resume\/digits/)
})

t.test('a case that nobody connects to is not observed', async (t) => {
  const once = (invitation: Invitation) => (invitation.what.startsWith('first of all') ? right(invitation) : undefined)
  const { verdicts } = await judge(['client/resume/digits'], once, 2000)
  t.match(verdicts, [{ outcome: 'skip', reason: /nobody has connected/ }])
})

t.test('where nobody connects at all, and where nobody can, the set-up is to blame', async (t) => {
  const { setup, verdicts } = await judge(['client/resume'], () => undefined, 500)
  t.match([setup?.reason, verdicts], [/nobody has connected to http/, []])
  const elsewhere = await run({ role: 'client', kind: 'manual', host: '203.0.113.1' }, { only: ['client/resume'] })
  t.match(elsewhere.setup?.reason, /cannot listen at 203\.0\.113\.1/)
})
