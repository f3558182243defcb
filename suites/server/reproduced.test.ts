import t from 'tap'
import { openHttpHook } from '../targets/hook/http-hook.ts'
import { reproduced } from './reproduced.ts'

const address = { url: 'http://127.0.0.1:3000/events', headers: [['Authorization', 'Bearer x']] as const }
const hook = openHttpHook({ url: 'http://127.0.0.1:3000/publish' })
const listening = "curl -sND- -H 'Accept: text/event-stream' -H 'Authorization: Bearer x' http://127.0.0.1:3000/events"
const publishing = (json: string) =>
  `curl -s -H 'Content-Type: application/json' --data-binary '${json}' http://127.0.0.1:3000/publish; sleep 1; kill $!)`

t.test('what was published is published again, beside a subscriber with the fields of the stream', async (t) => {
  const command = reproduced('server/published/event', ['{"event":"x","data":"a"}'], address, hook)
  t.equal(command, `(${listening} & sleep 1; ${publishing('{"event":"x","data":"a"}')}`)
})

t.test('what only looks whether a stream is live, and what is too long to copy, is left out', async (t) => {
  const sent = ['{"data":"123/4?1"}', `{"data":"${'.'.repeat(1000)}"}`, '{"data":"123/4:1;"}']
  t.equal(reproduced('server/fanout/once', sent, address, hook), `(${listening} & sleep 1; ${publishing('{"data":"123/4:1;"}')}`)
})

t.test('a client returns with the first ID where that is the question', async (t) => {
  const returning = listening.replace(/ http/, " -H 'Last-Event-ID: 7' http")
  const command = reproduced('server/resumption/missed', ['{"id":"7","data":"a"}'], address, hook)
  t.equal(command, `(${listening} & sleep 1; ${publishing('{"id":"7","data":"a"}')}; ${returning}`)
})
