import { X509Certificate } from 'node:crypto'
import t from 'tap'
import { createAuthority } from './authority.ts'

const here = { hosts: ['localhost'], addresses: ['127.0.0.1'] }

t.test('an authority vouches for names and addresses', async (t) => {
  const authority = await createAuthority('kit')
  const [own, vouched] = [new X509Certificate(authority.cert), new X509Certificate((await authority.vouch(here)).cert)]
  t.ok(own.ca)
  t.notOk(vouched.ca)
  t.ok(vouched.verify(own.publicKey))
  t.equal(vouched.checkHost('localhost'), 'localhost')
  t.equal(vouched.checkIP('127.0.0.1'), '127.0.0.1')
  t.equal(vouched.checkHost('elsewhere.invalid'), undefined)
  t.ok(new Date(vouched.validFrom).getTime() < Date.now() && Date.now() < new Date(vouched.validTo).getTime())
})

t.test('a certificate may have expired', async (t) => {
  const authority = await createAuthority('kit')
  const { validFrom, validTo } = new X509Certificate((await authority.vouch(here, { expired: true })).cert)
  t.ok(new Date(validFrom).getTime() < new Date(validTo).getTime())
  t.ok(new Date(validTo).getTime() < Date.now())
})

t.test('no authority vouches for what another has signed', async (t) => {
  const [one, other] = [await createAuthority('kit'), await createAuthority('kit')]
  t.notOk(new X509Certificate((await one.vouch(here)).cert).verify(new X509Certificate(other.cert).publicKey))
})
