import { once } from 'node:events'
import { createServer } from 'node:http'
import { createServer as createHttp2 } from 'node:http2'
import type { AddressInfo, Server, Socket } from 'node:net'
import { constants, createBrotliCompress, createGzip } from 'node:zlib'
import type { Guard } from '../../reference/mutants/server/guard.ts'
import type { ServerMutant, Transport } from '../../reference/mutants/server/mutant.ts'
import { type Scene, standardScene } from '../../reference/mutants/server/scene.ts'
import { serverMutants } from '../../reference/mutants/server.ts'
import { nodeListener } from '../../reference/server/node.ts'
import { buildEventStreamServer, type EventStreamServer } from '../../reference/server/server.ts'
import { type ServerSteps, standard } from '../../reference/server/steps.ts'
import { embeddedAccess, embeddedGuard, insideIssuer, movedAnswer, oldPath } from './access/embedded.ts'
import { openInsideHook } from './hook/inside-hook.ts'
import { SetupError } from './setup-error.ts'
import type { OpenTopic, ServerConnection, ServerTarget } from './target.ts'

type Embedded = ServerTarget & { readonly kind: 'reference' }

/** The embedded reference server, or a mutant of it, in this process, on a free port of the loopback. */
export const openServerReference = async (target: Embedded, signal: AbortSignal): Promise<ServerConnection> => {
  signal.throwIfAborted()
  const mutant = target.mutant === undefined ? undefined : mutantOf(target.mutant)
  const http = mutant?.http ?? target.http ?? '1.1'
  const scene = { ...standardScene, ...mutant?.scene }
  const steps = mutant?.start() ?? standard
  const guard: Guard = embeddedGuard(scene, (user) => show.server.revoke((grant) => grant.user === user))
  const show = play(scene, steps, guard)
  let acting = show.server
  const publish: EventStreamServer['publish'] = (...event) => {
    acting = show.stage
    show.stage.publish(...event)
  }
  const listening = (mutant?.transport ?? transports[http])({
    answer: async (...asked) => movedAnswer(asked[0], scene, steps) ?? acting.answer(...asked),
  })
  const sockets = socketsOf(listening)
  listening.listen(0, '127.0.0.1')
  await once(listening, 'listening', { signal })
  const origin = `http://127.0.0.1:${(listening.address() as AddressInfo).port}`
  return {
    address: {
      url: `${origin}${oldPath}`,
      http,
      ...embeddedAccess(scene),
      idle: 1000,
      ...(mutant?.status === undefined ? {} : { status: mutant.status }),
    },
    hook: openInsideHook({ publish }),
    issuer: insideIssuer(guard),
    topics: topicsAt(origin, publish),
    stats: async () => ({ subscribers: acting.subscribers, memory: waitingIn(sockets) }),
    async close() {
      show.end()
      const closed = once(listening, 'close')
      listening.close()
      for (const socket of sockets) socket.destroy()
      await closed
    },
  }
}

/** What waits in its connections: the memory of the process is mostly that of the kit. */
const waitingIn = (sockets: ReadonlySet<Socket>): number => [...sockets].reduce((sum, { writableLength }) => sum + writableLength, 0)

/** The topics of the embedded server, whose events are numbered. */
const topicsAt = (origin: string, publish: EventStreamServer['publish']): readonly OpenTopic[] => {
  let numbered = 0
  return topicNames.map((name) => ({
    name,
    url: `${origin}/?topic=${name}`,
    hook: openInsideHook({ publish: (event) => publish({ id: `${name}-${++numbered}`, ...event }, { topics: [name] }) }),
  }))
}

const topicNames = ['news', 'sport'] as const

/** Each event is flushed as soon as it is compressed. */
const codings = {
  gzip: () => createGzip({ flush: constants.Z_SYNC_FLUSH }),
  br: () => createBrotliCompress({ flush: constants.BROTLI_OPERATION_FLUSH, params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }),
}

const transports: Readonly<Record<'1.1' | '2', Transport>> = {
  '1.1': (server) => createServer(nodeListener(server, { codings })),
  '2': (server) => createHttp2(nodeListener(server, { codings })),
}

const mutantOf = (id: string): ServerMutant => {
  const mutant = serverMutants.find((candidate) => candidate.id === id)
  if (!mutant) throw new SetupError(`there is no mutant ${id}`)
  return mutant
}

const socketsOf = (listening: Server): ReadonlySet<Socket> => {
  const sockets = new Set<Socket>()
  listening.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  return sockets
}

/** Publishes the events of the scene while at least one stream is open, until somebody publishes something else. */
const play = (
  scene: Scene,
  steps: ServerSteps,
  { authorize }: Guard,
): { readonly server: EventStreamServer; readonly stage: EventStreamServer; end(): void } => {
  const { keepAlive, lifetime, origins, retry, first, pause } = scene
  let published = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  const next = () => {
    timer = setTimeout(next, pause)
    try {
      server.publish(scene.event(published++))
    } catch {
      // what a mutant refuses, nobody is sent
    }
  }
  /** In two parts, between which the head is read: so it comes before the first event also where this process was busy in the meantime. */
  const halfway = () => {
    timer = setTimeout(next, first / 2)
  }
  const onSubscribers = (count: number) => {
    if (count === 0) {
      clearTimeout(timer)
      timer = undefined
    } else timer ??= setTimeout(halfway, first / 2)
  }
  const gap = { event: 'reset', data: '' }
  const rules = { keepAlive, origins, credentials: true, authorize, gap, ...(retry === undefined ? {} : { retry }) }
  const server = buildEventStreamServer(steps, { ...rules, lifetime, onSubscribers })
  const stage = buildEventStreamServer(steps, { ...rules, topics: topicNames, history: 200 })
  return {
    server,
    stage,
    end() {
      server.close()
      stage.close()
    },
  }
}
