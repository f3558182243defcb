import t from 'tap'
import { createKin, type Sight } from './kin.ts'
import type { Process } from './proc.ts'

const process = (pid: number, parent: number, group: number, more: Partial<Process> = {}): Process => ({
  pid,
  parent,
  group,
  started: `${pid}`,
  memory: 10,
  hasEnded: false,
  ...more,
})

const leader = process(100, 1, 100)

const kinOf = (sight: Partial<Sight>) => {
  const kin = createKin({ processes: () => [], environmentOf: () => '', ...sight })
  kin.add(100, 'a')
  return kin
}

t.test('who is in the group is kin, and so is whom they have started, wherever that is', async (t) => {
  const all = [process(103, 102, 103), process(1, 0, 1), leader, process(101, 100, 100), process(102, 100, 102), process(200, 1, 200)]
  t.same(kinOf({ processes: () => all }).of(100), { members: [103, 100, 101, 102], memory: 40 })
})

t.test('who was kin once is, also when its parent is gone', async (t) => {
  const all = [leader, process(101, 100, 101)]
  const kin = kinOf({ processes: () => all })
  kin.look()
  all.splice(0, 2, process(101, 1, 101))
  t.same(kin.of(100).members, [101])
})

t.test('who has the mark is kin; not who has that of another, or has the number of one that was', async (t) => {
  const all = [process(101, 1, 101), process(102, 1, 102), process(103, 1, 103)]
  const marks: Readonly<Record<string, string>> = { 101: 'a', 102: 'aa' }
  const kin = kinOf({ processes: () => all, environmentOf: (pid) => `HOME=/\0SSE_CONFORMANCE_RUN=${marks[pid]}\0` })
  t.same(kin.of(100).members, [101])
  all.splice(0, 1, process(101, 1, 101, { started: 'later' }))
  t.same(createKin({ processes: () => all, environmentOf: () => '' }).of(100).members, [])
})

t.test('who has ended is no member, though its children are', async (t) => {
  const all = [process(100, 1, 100, { hasEnded: true }), process(101, 100, 101)]
  t.same(kinOf({ processes: () => all }).of(100), { members: [101], memory: 10 })
})

t.test('each is asked for its environment once', async (t) => {
  const asked: string[] = []
  const kin = kinOf({ processes: () => [leader, process(200, 1, 200)], environmentOf: (pid) => `${asked.push(pid)}` })
  for (let look = 0; look < 3; look += 1) kin.look()
  t.same(asked, ['200'])
})

t.test('who is let go has no kin any more, and where nothing is seen nobody has', async (t) => {
  const kin = kinOf({ processes: () => [leader, process(101, 100, 101)] })
  t.equal(kin.of(100).members.length, 2)
  kin.remove(100, 'a')
  t.same(kin.of(100).members, [])
  t.same(kinOf({}).of(100), { members: [], memory: 0 })
})
