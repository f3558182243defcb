import { existsSync, readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { rootCertificates } from 'node:tls'
import t from 'tap'
import { openTrust } from './trust.ts'

const read = (file: string | undefined) => readFileSync(file ?? '', 'utf8')

t.test('an authority is written where libraries look for it, beside what they would trust anyway', async (t) => {
  const { ca, environment, close } = await openTrust('the authority\n', {})
  t.equal(ca, 'the authority\n')
  t.equal(read(environment.SSE_CA_FILE), 'the authority')
  t.equal(read(environment.NODE_EXTRA_CA_CERTS), 'the authority')
  for (const name of ['SSL_CERT_FILE', 'CURL_CA_BUNDLE', 'REQUESTS_CA_BUNDLE']) {
    const text = read(environment[name])
    t.ok(text.startsWith('the authority\n') && text.includes(rootCertificates[0] ?? '?'), name)
  }
  await close()
  t.notOk(existsSync(dirname(environment.SSE_CA_FILE ?? '')))
})

t.test('what a variable names already is kept; what cannot be read is not', async (t) => {
  const folder = t.testdir({ 'company.pem': 'the company\n' })
  const { environment, close } = await openTrust('the authority', {
    NODE_EXTRA_CA_CERTS: `${folder}/company.pem`,
    SSL_CERT_FILE: `${folder}/company.pem`,
    CURL_CA_BUNDLE: `${folder}/absent.pem`,
  })
  t.teardown(close)
  t.equal(read(environment.NODE_EXTRA_CA_CERTS), 'the authority\nthe company')
  t.equal(read(environment.SSL_CERT_FILE), 'the authority\nthe company')
  t.match(read(environment.CURL_CA_BUNDLE), /^the authority\n-----BEGIN/)
})
