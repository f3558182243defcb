import type { ClauseId } from '../../../spec/clauses.ts'
import type { Case } from '../../case.ts'
import { equal } from '../../expect.ts'
import type { ClientWorld, Visit } from '../world.ts'
import { endAndReturn, returnAfter } from './returning.ts'

const name = 'Last-Event-ID'
const idOf = (visit: Visit): string | null => visit.header(name) ?? null

/** What comes back of an ID that a stream sets; whoever sends none at all breaks one clause, and shows nothing of the others. */
const sent = (slug: string, title: string, clause: ClauseId, stream: string, expected: string | null): Case<ClientWorld> => ({
  id: `client/resume/${slug}`,
  title,
  clause,
  needs: clause === 'reconnect.last-event-id' ? ['returns'] : ['returns', 'id'],
  async run(world) {
    const { next } = await returnAfter(world, `retry: 10\n${stream}`)
    equal(idOf(next), expected, `the ${name} of the return`)
  },
})

const plain = (slug: string, title: string, id: string) => sent(slug, title, 'reconnect.last-event-id', `id: ${id}\ndata: a\n\n`, id)
const utf8 = (slug: string, what: string, id: string) =>
  sent(slug, `sends an ID with ${what} as UTF-8`, 'reconnect.last-event-id-utf8', `id: ${id}\ndata: a\n\n`, id)

/** What an ID is like, and which one is sent back. */
export const resumingCases: readonly Case<ClientWorld>[] = [
  plain('digits', 'sends an ID of digits when it comes back', '42'),
  plain('zero', 'sends the ID 0', '0'),
  plain('leading-zeros', 'sends an ID of digits with its leading zeros', '007'),
  plain('large-number', 'sends an ID of digits beyond any integer', '90071992547409931234567890'),
  plain('text', 'sends an ID of letters and signs', "aZ09!#$%&'()*+-./<=>?@[]^_`{|}~"),
  plain('colon', 'sends an ID with colons', '2026-11-24T00:00:00Z'),
  plain('comma', 'sends an ID with commas and semicolons', 'a,b;c=d'),
  plain('inner-space', 'sends an ID with a space inside', 'a b'),
  plain('percent', 'sends an ID with percent signs as it is', '%41%0A'),
  plain('quotes', 'sends an ID in quotes with its quotes', '"a"'),
  plain('json', 'sends an ID that is JSON', '{"shard":1,"at":[2,3]}'),
  plain('long', 'sends an ID of 4,000 characters', 'x'.repeat(4000)),
  sent('without-event', 'sends the ID of a block without data', 'reconnect.last-event-id', 'id: 8\n\n', '8'),
  sent('newest', 'sends the ID of the last block', 'reconnect.last-event-id', 'id: 1\ndata: a\n\nid: 2\ndata: b\n\n', '2'),
  sent('sticky', 'sends the last ID though later events have none', 'reconnect.last-event-id', 'id: 1\ndata: a\n\ndata: b\n\n', '1'),
  sent('last-of-block', 'sends the last ID of a block that has two', 'reconnect.last-event-id', 'id: 1\nid: 2\ndata: a\n\n', '2'),
  sent(
    'unfinished',
    'does not send the ID of a block that is never finished',
    'end.id-not-committed',
    'id: 1\ndata: a\n\nid: 2\ndata: b\n',
    '1',
  ),
  sent('null', 'does not send an ID with NUL', 'id.null', 'id: 1\ndata: a\n\nid: 2\u00003\ndata: b\n\n', '1'),
  sent('none', 'sends no ID when none was ever set', 'reconnect.last-event-id', 'data: a\n\n', null),
  sent('emptied', 'sends no ID after it was emptied', 'reconnect.last-event-id-empty', 'id: 1\ndata: a\n\nid\ndata: b\n\n', null),
  sent(
    'emptied-by-colon',
    'sends no ID after an id field without a value',
    'reconnect.last-event-id-empty',
    'id: 1\ndata: a\n\nid:\n\n',
    null,
  ),
  utf8('snowman', 'a snowman', '☃'),
  utf8('accent', 'an accent', 'é'),
  utf8('emoji', 'an emoji', 'a😀b'),
  utf8('cjk', 'Chinese characters', '事件七'),
  sent(
    'space-at-end',
    'sends an ID with a space at its end trimmed, as HTTP does',
    'reconnect.last-event-id-space',
    'id: 1 \ndata: a\n\n',
    '1',
  ),
  {
    id: 'client/resume/control-character',
    title: 'comes back after an ID with a control character',
    clause: 'reconnect.last-event-id-control',
    needs: ['returns'],
    async run(world) {
      await returnAfter(world, 'retry: 10\nid: a\u0001b\ndata: a\n\n')
    },
  },
  {
    id: 'client/resume/once',
    title: 'sends one field line when the ID has changed',
    clause: 'reconnect.last-event-id-once',
    needs: ['returns', 'id'],
    async run(world) {
      const { next } = await returnAfter(world, 'retry: 10\nid: 1\ndata: a\n\n')
      const { next: third } = await endAndReturn(next, world.origin, 'id: 2\ndata: b\n\n')
      equal([...third.headers(name)], ['2'], `the field lines ${name} of the third request`)
    },
  },
]
