/** What a server may lawfully lack, or nobody has said of it; why a case is then not asked, and the option that would change it. */
export const serverNeeds = {
  'http-1.1': {
    reason: 'not observed: the server was asked over HTTP/2',
    unlock: '--http 1.1',
  },
  'http-2': {
    reason: 'not observed: the server was asked over HTTP/1.1',
    unlock: '--http 2, if it speaks that',
  },
  credentials: {
    reason: 'not observed: the requests carry no Authorization',
    unlock: "--header 'Authorization: …'",
  },
  origins: {
    reason: 'not observed: nobody said which origins may read the stream',
    unlock: '--origin <origin>, or server.origins.allowed in the configuration',
  },
  'origin-fields': {
    reason: 'not observed: nobody said which fields pages of other origins set',
    unlock: 'server.origins.headers in the configuration',
  },
  'origin-credentials': {
    reason: 'not observed: nobody said that pages of other origins send cookies',
    unlock: 'server.origins.credentials in the configuration',
  },
  good: {
    reason: 'not observed: nobody said which credentials open the stream',
    unlock: 'server.credentials.good in the configuration',
  },
  refused: {
    reason: 'not observed: nobody said whom the stream is refused to',
    unlock: 'server.credentials.good, and bad, expired or revoked ones, in the configuration',
  },
  limited: {
    reason: 'not observed: there are no credentials that are valid and do not reach as far as the stream',
    unlock: 'server.credentials.limited in the configuration',
  },
  other: {
    reason: 'not observed: there are no credentials of another user',
    unlock: 'server.credentials.other in the configuration',
  },
  bearer: {
    reason: 'not observed: the stream is not opened by a bearer token',
    unlock: 'server.credentials.good.headers.Authorization: Bearer … in the configuration',
  },
  fresh: {
    reason: 'not observed: nobody hands out credentials that live shortly',
    unlock: 'server.fresh in the configuration',
  },
  'fresh-url': {
    reason: 'not observed: there is no URL with a token in it',
    unlock: 'server.fresh, or server.credentials.good.url, in the configuration',
  },
  revoke: {
    reason: 'not observed: nobody makes credentials void',
    unlock: 'server.fresh and server.revoke in the configuration',
  },
  'single-use': {
    reason: 'not observed: nobody said that a token counts once',
    unlock: 'server.singleUse: true, and server.fresh, in the configuration',
  },
  'never-sent': {
    reason: 'not observed: nobody said what must never be sent',
    unlock: 'server.secrets in the configuration',
  },
  loopback: {
    reason: 'not observed: the server is not asked on this machine',
    unlock: 'a URL with localhost, 127.0.0.1 or [::1]',
  },
  publish: {
    reason: 'not observed: nobody asked the server to send anything',
    unlock: '--publish <url> or --publish-command <command>',
  },
  topics: {
    reason: 'not observed: nobody named two topics, or two users, and how something is published for each',
    unlock: 'server.topics in the configuration',
  },
  'data-form': {
    reason: 'not observed: the data of an event does not come back as it was given, nor within JSON',
    unlock: '--data <JSON pointer>, or a publish hook that hands on data as it is',
  },
  'published-order': {
    reason: 'not observed: events overtake each other on this stream, so that none can be told from the next',
    unlock: 'a server that sends events in the order in which they are published',
  },
} as const
