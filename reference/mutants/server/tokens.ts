import { type Answer, type Asked, type Field, standard } from '../../server/steps.ts'
import { guarded } from './access.ts'
import type { ServerMutant } from './mutant.ts'
import { secret } from './scene.ts'

const tampered = (id: string, summary: string, isSame: (issued: string, shown: string) => boolean) =>
  guarded(id, 'token.tampered', summary, { guard: { isSame, term: 1000 } })

const tokenOf = ({ target }: Asked): string => new URLSearchParams(target.split('?')[1]).get('token') ?? ''

/** A refusal, changed, where there is a token in the URL. */
const refusing = (id: string, clause: ServerMutant['clause'], summary: string, change: (answer: Answer, token: string) => Answer) =>
  guarded(id, clause, summary, {
    steps: {
      refuse(refusal, asked, rules, steps) {
        const answer = standard.refuse(refusal, asked, rules, steps)
        return tokenOf(asked) === '' ? answer : change(answer, tokenOf(asked))
      },
    },
  })

const telling = (id: string, clause: ServerMutant['clause'], summary: string, fields: (asked: Asked) => readonly Field[]) =>
  guarded(id, clause, summary, { steps: { streamFields: (asked) => [...standard.streamFields(asked), ...fields(asked)] } })

/** Wrong about tokens that live shortly, and about what is to stay hidden. */
export const tokenMutants: readonly ServerMutant[] = [
  guarded('token-for-ever', 'token.expired', 'never looks when a token ends', {
    scene: { grace: 300 },
    guard: { isOver: () => false, grant: ({ token }) => ({ user: token }) },
  }),
  guarded('token-again', 'token.reused', 'takes a token twice', { guard: { isSpent: () => false, term: 1000 } }),
  tampered('token-beginning', 'compares the first half of a token', (issued, shown) => issued.slice(0, 18) === shown.slice(0, 18)),
  tampered('token-end', 'compares the second half of a token', (issued, shown) => issued.slice(18) === shown.slice(18)),
  tampered('token-but-last', 'does not look at the last character', (issued, shown) => issued.slice(0, -1) === shown.slice(0, -1)),
  tampered('token-but-first', 'does not look at the first character', (issued, shown) => issued.slice(1) === shown.slice(1)),
  guarded('token-fixed', 'token.rotated', 'hands out the same token each time', {
    guard: { newToken: () => '5e1f-the-same-for-ever-and-ever' },
  }),
  telling('token-in-field', 'token.not-in-stream', 'repeats the token of the URL in a field', (asked) =>
    tokenOf(asked) === '' ? [] : [['X-Token', tokenOf(asked)]],
  ),
  refusing('token-in-redirect', 'token.not-in-redirect', 'passes the token on to another host', ({ fields }, token) => ({
    status: 302,
    fields: [...fields.filter(([name]) => name !== 'WWW-Authenticate'), ['Location', `https://login.example.com/?from=${token}`]],
    content: 'none',
  })),
  refusing('token-in-error', 'token.not-in-error', 'repeats the token of the URL in an error', ({ fields, ...answer }, token) => ({
    ...answer,
    fields: [...fields, ['X-Error', `unknown token ${token}`]],
  })),
  telling('secret-in-field', 'secret.never-sent', 'tells a secret in a field', () => [['X-Debug', `db=${secret}`]]),
  guarded('secret-in-error', 'secret.never-sent', 'tells a secret to whom it refuses', {
    steps: {
      refuse(refusal, asked, rules, steps) {
        const { fields, ...answer } = standard.refuse(refusal, asked, rules, steps)
        return {
          ...answer,
          fields: [...fields, ['X-Debug', Array.from(new TextEncoder().encode(secret), (byte) => byte.toString(16)).join('')]],
        }
      },
    },
  }),
  guarded('secret-in-comment', 'secret.never-sent', 'tells a secret in a comment', { steps: { keepAlive: () => `: ${secret}\n\n` } }),
]
