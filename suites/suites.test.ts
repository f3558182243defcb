import t from 'tap'
import type { Clause } from '../spec/clause.ts'
import { clauses } from '../spec/clauses.ts'
import { suites } from './suites.ts'

const catalogue: Readonly<Record<string, Clause>> = clauses

t.test('ids are role/topic/slug and unique', async (t) => {
  for (const [role, cases] of Object.entries(suites)) {
    const ids = cases.map(({ id }) => id)
    t.same(
      ids.filter((id) => !new RegExp(`^${role}/[a-z0-9]+/[a-z0-9-]+$`).test(id)),
      [],
    )
    t.equal(new Set(ids).size, ids.length)
  }
})

t.test('titles are unique, short and say what holds', async (t) => {
  const titles = Object.values(suites).flatMap((cases) => cases.map(({ title }) => title))
  t.equal(new Set(titles).size, titles.length)
  t.same(
    titles.filter((title) => title.length > 70 || /\b(should|must|correctly|properly)\b/.test(title)),
    [],
  )
})

/** Roles whose suites are whole; of the others some clauses are still to come. */
const whole = ['parser', 'encoder', 'client', 'server']

/** What shows only in a page or a worker of a browser, and is asked with the suite for browsers. */
const ofBrowsers =
  /^(?:crossorigin|lifetime)\.|^request\.(?:cors-mode|same-origin|credentials|with-credentials|initiator)$|^redirect\.(?:origin-null|cors)$|^(?:mime\.cors|interface\.exposed|message\.trusted|advice\.connection-limit)$/

t.test('every clause of a role whose suites exist has a case, or a reason', async (t) => {
  for (const [role, cases] of Object.entries(suites)) {
    const asked = new Set<string>(cases.map(({ clause }) => clause))
    if (!whole.includes(role)) continue
    const silent = Object.entries(catalogue).filter(
      ([id, { roles, status }]) =>
        roles.some((one) => one === role) && !asked.has(id) && typeof status !== 'object' && !ofBrowsers.test(id),
    )
    t.same(
      silent.map(([id]) => id),
      [],
    )
  }
})

t.test('a clause that a case asks for is no longer planned', async (t) => {
  const asked = Object.values(suites).flatMap((cases) => cases.map(({ clause }) => clause))
  t.same(
    asked.filter((id) => catalogue[id]?.status),
    [],
  )
})
