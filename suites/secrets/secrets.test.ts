import t from 'tap'
import { expand, secretsOfAddress, secretsOfField, secretsOfUrl, shownUrl } from './secrets.ts'

t.test('what a text takes from the environment is secret, and what is not there is told', async (t) => {
  t.same(expand('Bearer ${TOKEN} of ${USER_NAME}${NONE}', { TOKEN: 's3same', USER_NAME: 'ann' }), {
    text: 'Bearer s3same of ann${NONE}',
    secrets: ['s3same', 'ann'],
    missing: ['NONE'],
  })
})

t.test('a field is secret but for those that are known to be open', async (t) => {
  t.same(secretsOfField('Accept-Language', 'en'), [])
  t.same(secretsOfField('X-Unknown', 'abc'), ['abc'])
  t.same(secretsOfField('Authorization', 'Bearer s3same'), ['Bearer s3same', 's3same'])
  t.same(secretsOfField('Cookie', 'a=one; b=two'), ['a=one; b=two', 'one', 'two'])
  const basic = Buffer.from('ann:sesame').toString('base64')
  t.ok(['ann:sesame', 'sesame', basic].every((secret) => secretsOfField('authorization', `Basic ${basic}`).includes(secret)))
})

t.test('user, password and parameters with a telling name are secret in a URL, as written and as meant', async (t) => {
  t.same(
    new Set(secretsOfUrl('https://ann:se%2Fsame@host/key/x?a=b&Access_Token=t%20k&API-key=k1&topic=news#id_token=z')),
    new Set(['ann', 'se%2Fsame', 'se/same', 'ann:se/same', 't%20k', 't k', 'k1', 'z']),
  )
  t.same(secretsOfUrl('http://host/secret/path?topic=a&keyword=b&codec=c'), [])
  t.same(secretsOfUrl('no URL'), [])
})

t.test('a URL is shown without what is secret in it, and as it was otherwise', async (t) => {
  t.equal(shownUrl('https://ann:sesame@host/p?a=b&sig=x%20y&n=1'), 'https://host/p?a=b&sig=[redacted]&n=1')
  t.equal(shownUrl('http://host:1/p?a=b@c'), 'http://host:1/p?a=b@c')
})

t.test('the secrets of a server are those of its URLs, fields and key', async (t) => {
  const key = '-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQ\n-----END PRIVATE KEY-----\n'
  const secrets = secretsOfAddress({
    url: 'http://host/?token=one',
    headers: [['X-Key', 'two']],
    tls: { key },
    start: { command: 'run', waitFor: 'http://host/?token=three' },
  })
  t.same(secrets, ['one', 'three', 'two', key, 'MIIEvQIBADANBgkqhkiG9w0BAQ'])
})
