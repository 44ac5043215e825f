import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import type { FastifyInstance } from "fastify";
import { type RawData, type WebSocket, WebSocketServer } from "ws";
import { AppError, statusOf } from "../core/errors.ts";
import { sameHost } from "../http/hosts.ts";
import { openHouseAt } from "../http/houses.ts";
import { createHandshakeLimit } from "../http/limits.ts";
import type { WebParts } from "../http/parts.ts";
import { addressOf, trustOf } from "../http/proxies.ts";
import type { Hub } from "./hub.ts";
import { clientMessage, closeCodes } from "./schema.ts";
import { Watcher, type WatcherLimits, watcherLimits } from "./watcher.ts";

const heartbeat = 25_000; // ms between pings; a socket that missed one is dead
const messagesPerSecond = 50;
/** Sockets of one session in this process: a browser has one for each window. */
export const socketsPerSession = 50;

/**
 * `/ws`, the one upgrade handler of the process. House, Origin and session are checked before the handshake, so that a
 * socket without a person behind it never exists; handshakes are counted, and so are the sockets of a session. Returns what to do when the process leaves.
 */
export function installSockets(
  app: FastifyInstance,
  parts: WebParts,
  hub: Hub,
  limits: WatcherLimits = watcherLimits,
): () => void {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 16_384, perMessageDeflate: false });
  const countHandshake = createHandshakeLimit(app, parts);
  const trust = trustOf(parts.config.TRUST_PROXY);
  const welcome = async (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    await countHandshake(addressOf(request, trust));
    const identity = await admit(parts, request);
    if (hub.socketsOf(identity.viewer.sessionId) >= socketsPerSession)
      throw new AppError("LIMIT", "http.too_many_requests");
    sockets.handleUpgrade(request, socket, head, (webSocket) =>
      attend(webSocket, new Watcher(webSocket, identity, parts.metrics, limits), parts, hub),
    );
  };
  app.server.on("upgrade", (request, socket, head) => {
    socket.on("error", () => socket.destroy());
    welcome(request, socket, head).catch((error: unknown) => refuse(socket, error, parts));
  });
  const beat = setInterval(() => {
    for (const socket of sockets.clients) ping(socket);
  }, heartbeat);
  beat.unref();
  return () => {
    clearInterval(beat);
    hub.close();
  };
}

async function admit(parts: WebParts, request: IncomingMessage) {
  if (request.url?.split("?", 1)[0] !== "/ws") throw new AppError("NOT_FOUND", "http.no_such_address");
  const { host, origin, cookie } = request.headers;
  if (!sameHost(origin, host ?? "")) throw new AppError("FORBIDDEN", "http.foreign_origin");
  const tenant = await openHouseAt(parts, host);
  const session = await parts.readSession(tenant, cookie);
  if (!session) throw new AppError("UNAUTHENTICATED", "identity.sign_in_needed");
  return { tenant, viewer: session.viewer, cookieHeader: cookie };
}

function refuse(socket: Duplex, error: unknown, parts: WebParts): void {
  const status = error instanceof AppError ? statusOf(error) : 500;
  if (!(error instanceof AppError)) parts.log.error({ err: error }, "live.admission_failed");
  socket.end(`HTTP/1.1 ${status} Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

function attend(socket: WebSocket, watcher: Watcher, parts: WebParts, hub: Hub): void {
  hub.join(watcher);
  alive.add(socket);
  const mayTalk = createMeter();
  socket.on("pong", () => alive.add(socket));
  socket.on("error", () => socket.terminate()); // the peer broke the protocol or the line
  socket.on("close", () => void hub.leave(watcher));
  socket.on("message", (data) => {
    alive.add(socket);
    if (!mayTalk()) return watcher.close(closeCodes.misbehaved, "too many messages");
    handle(data, watcher, hub).catch((error: unknown) => {
      parts.log.warn({ err: error }, "live.message_failed");
      watcher.close(1011, "try again");
    });
  });
}

async function handle(data: RawData, watcher: Watcher, hub: Hub): Promise<void> {
  const message = clientMessage.safeParse(parse(data));
  if (!message.success) return watcher.close(closeCodes.misbehaved, "not understood");
  if ("ping" in message.data) watcher.say({ pong: message.data.ping });
  else if ("subscribe" in message.data) await hub.subscribe(watcher, message.data.subscribe);
  else await hub.unsubscribe(watcher, message.data.unsubscribe);
}

function parse(data: RawData): unknown {
  try {
    return JSON.parse(String(data));
  } catch {
    return undefined;
  }
}

const alive = new WeakSet<WebSocket>();

function ping(socket: WebSocket): void {
  if (alive.delete(socket)) socket.ping();
  else socket.terminate();
}

/** Allows so many messages in each second. */
function createMeter(): () => boolean {
  let second = 0;
  let seen = 0;
  return () => {
    const now = Math.floor(Date.now() / 1_000);
    if (now !== second) [second, seen] = [now, 0];
    seen += 1;
    return seen <= messagesPerSecond;
  };
}
