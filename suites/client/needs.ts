/** What a client may lawfully lack, or its adapter does not show; why a case is then not asked, and the option that would change it. */
export const clientNeeds = {
  events: {
    reason: 'not observed: nobody tells what a client hears that is connected by hand',
    unlock: 'a command, --module or --service instead of --manual',
  },
  returns: {
    reason: 'not observed: the client never comes back after the end of a stream, which fails a case of its own',
    unlock: 'a client that reconnects',
  },
  object: {
    reason: 'not observed: the client is no object with the EventSource interface',
    unlock: '--module with a class that has the EventSource interface',
  },
  bulk: {
    reason: 'not observed: the client tells each event in a request of its own, and a million of them would take minutes',
    unlock: 'a command or --module instead of a service',
  },
  open: {
    reason: 'not observed: the client does not tell when a stream is opened',
    unlock: 'have the adapter tell {"open": true}',
  },
  error: {
    reason: 'not observed: the client does not tell when a stream fails or ends',
    unlock: 'have the adapter tell {"error": "…"}, with readyState 0 or 2',
  },
  tls: {
    reason: 'not observed: the client does not connect over TLS to a server whose authority the kit has made',
    unlock: 'a client that trusts the authority in the file SSE_CA_FILE (or NODE_EXTRA_CA_CERTS, SSL_CERT_FILE, …)',
  },
  http2: {
    reason: 'not observed: the client does not agree on HTTP/2 over TLS (ALPN)',
    unlock: 'a client that offers h2',
  },
} as const
