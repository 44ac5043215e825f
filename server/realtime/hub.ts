import type { Viewer } from "../core/auth.ts";
import type { Database, TenantRef } from "../core/db/database.ts";
import type { Logger } from "../core/log.ts";
import type { Metrics } from "../core/metrics.ts";
import { Feed, frameOf } from "./feed.ts";
import { closeCodes, type Wanted } from "./schema.ts";
import { cursorOf, readableTopics, readMissed } from "./store.ts";
import type { Watcher } from "./watcher.ts";

export type HubParts = {
  readonly database: Database;
  readonly log: Logger;
  readonly metrics: Metrics;
  readonly findTenant: (slug: string) => Promise<TenantRef | null>;
  readonly readSession: (
    tenant: TenantRef,
    cookieHeader: string | undefined,
  ) => Promise<{ readonly viewer: Viewer } | null>;
};

/** Most topics one socket may watch. */
const maxTopics = 200;
/** Feeds without watchers are kept this long, because pages come and go. Milliseconds. */
const idleFor = 60_000;

/** Everybody who watches through this process, and the feeds that serve them. */
export class Hub {
  readonly #parts: HubParts;
  readonly #feeds = new Map<string, Promise<Feed>>();
  readonly #watchers = new Set<Watcher>();
  readonly #sweep: NodeJS.Timeout;

  constructor(parts: HubParts) {
    this.#parts = parts;
    this.#sweep = setInterval(() => void this.#tidy(), idleFor);
    this.#sweep.unref();
  }

  join(watcher: Watcher): void {
    this.#watchers.add(watcher);
    this.#parts.metrics.sockets.set(this.#watchers.size);
  }

  /** How many sockets a session has in this process. */
  socketsOf(sessionId: string): number {
    let count = 0;
    for (const watcher of this.#watchers) if (watcher.viewer.sessionId === sessionId) count += 1;
    return count;
  }

  async leave(watcher: Watcher): Promise<void> {
    this.#watchers.delete(watcher);
    this.#parts.metrics.sockets.set(this.#watchers.size);
    watcher.dispose();
    await this.unsubscribe(watcher, [...watcher.topics]);
  }

  /** A commit somewhere wrote events of this tenant. */
  ring(tenantId: string): void {
    this.#feeds.get(tenantId)?.then(
      (feed) => feed.ring(),
      () => undefined, // whoever asked for the feed has been told
    );
  }

  /**
   * Bells may have been missed: every feed looks, and every session is asked for again. Where the database came back as
   * it was earlier, everybody is told to read again.
   */
  async catchUp(): Promise<void> {
    await Promise.all([...this.#feeds.keys()].map((tenantId) => this.#catchUpWith(tenantId)));
    await this.#recheck([...this.#watchers]);
  }

  async #catchUpWith(tenantId: string): Promise<void> {
    try {
      const feed = await this.#feeds.get(tenantId);
      if (await feed?.hasGoneBack()) this.#resyncAll(tenantId, feed?.cursor ?? "");
    } catch (error) {
      this.#parts.log.warn({ err: error }, "live.catch_up_failed"); // the next reconnect asks again
    }
    this.ring(tenantId);
  }

  #resyncAll(tenantId: string, cursor: string): void {
    for (const watcher of this.#watchers) {
      if (watcher.tenant.id !== tenantId || watcher.topics.size === 0) continue;
      this.#parts.metrics.resyncs.inc({ why: "database went back" });
      watcher.say({ resync: [...watcher.topics], cursor });
    }
  }

  /** Rights or sessions of a tenant (of one person, if named) have changed; takes back what no longer holds. */
  async sessionsChanged(change: { tenant: string; person?: string | undefined }): Promise<void> {
    await this.#recheck(
      [...this.#watchers].filter(
        (one) => one.tenant.id === change.tenant && (!change.person || one.viewer.personId === change.person),
      ),
    );
  }

  /** A tenant was closed, renamed or deleted, or became something else; whoever is in a house that is shut leaves. */
  async houseChanged(tenantId: string): Promise<void> {
    for (const watcher of [...this.#watchers].filter((one) => one.tenant.id === tenantId))
      await this.#openHouseOf(watcher).catch(
        (error: unknown) => this.#parts.log.warn({ err: error }, "live.recheck_failed"), // looked at again within a minute
      );
  }

  /** Watches topics: sends what was missed of each since its cursor, then everything that comes. */
  async subscribe(watcher: Watcher, wanted: readonly Wanted[]): Promise<void> {
    const fresh = wanted.filter(({ topic }) => !watcher.topics.has(topic));
    if (watcher.topics.size + fresh.length > maxTopics)
      return watcher.close(closeCodes.misbehaved, "too many topics");
    const readable = await this.#readable(
      watcher,
      fresh.map(({ topic }) => topic),
    );
    const refused = fresh.filter(({ topic }) => !readable.has(topic)).map(({ topic }) => topic);
    if (refused.length > 0) watcher.say({ refused });
    const feed = await this.#feedOf(watcher.tenant);
    const allowed = fresh.filter(({ topic }) => readable.has(topic) && !watcher.topics.has(topic));
    for (const { topic } of allowed) {
      watcher.topics.add(topic);
      watcher.hold(topic);
      feed.add(topic, watcher);
    }
    this.#parts.metrics.subscriptions.inc(allowed.length);
    await Promise.all(allowed.map((one) => this.#sendMissed(watcher, feed, one)));
  }

  async unsubscribe(watcher: Watcher, topics: readonly string[]): Promise<void> {
    const watched = topics.filter((topic) => watcher.topics.delete(topic));
    this.#parts.metrics.subscriptions.dec(watched.length);
    const feed = await this.#feeds.get(watcher.tenant.id)?.catch(() => undefined);
    for (const topic of watched) if (!watcher.topics.has(topic)) feed?.remove(topic, watcher);
  }

  /** Says good-bye to every socket, which will connect to another process. */
  close(): void {
    clearInterval(this.#sweep);
    for (const watcher of this.#watchers) watcher.close(1001, "going away");
    for (const opening of this.#feeds.values()) opening.then((feed) => feed.close()).catch(() => undefined);
  }

  #readable(watcher: Watcher, topics: readonly string[]): Promise<Set<string>> {
    const { personId: id, sessionId } = watcher.viewer;
    return readableTopics(this.#parts.database, watcher.tenant, { kind: "person", id, sessionId }, topics);
  }

  /** The topic is held and in the feed; `position` splits its events into past and future without overlap. */
  async #sendMissed(watcher: Watcher, feed: Feed, wanted: Wanted): Promise<void> {
    const { topic } = wanted;
    const until = feed.position;
    const cursor = cursorOf(until.epoch, until);
    const missed =
      wanted.cursor === undefined && wanted.age === undefined
        ? []
        : await readMissed(this.#parts.database, watcher.tenant, wanted, until).catch((error: unknown) => {
            this.#parts.log.warn({ err: error, topic }, "live.resume_failed");
            return null;
          });
    if (!watcher.topics.has(topic)) return; // it has left meanwhile
    const complete = watcher.release(topic, missed?.map((event) => frameOf(until.epoch, event)) ?? []);
    if (missed && complete) return watcher.say({ subscribed: [{ topic, cursor }] });
    this.#parts.metrics.resyncs.inc({ why: missed ? "held too much" : "cursor unknown" });
    watcher.say({ resync: [topic], cursor: feed.cursor });
  }

  #feedOf(tenant: TenantRef): Promise<Feed> {
    const known = this.#feeds.get(tenant.id);
    if (known) return known;
    const opening = Feed.open(this.#parts.database, tenant, this.#parts.log);
    this.#feeds.set(tenant.id, opening);
    opening.catch(() => this.#feeds.delete(tenant.id));
    return opening;
  }

  /** Asks anew who is behind each socket and what they may watch; an answer that does not come changes nothing. */
  async #recheck(watchers: readonly Watcher[]): Promise<void> {
    for (const watcher of watchers) {
      try {
        await this.#recheckOne(watcher);
      } catch (error) {
        this.#parts.log.warn({ err: error }, "live.recheck_failed");
      }
    }
  }

  async #recheckOne(watcher: Watcher): Promise<void> {
    const tenant = await this.#openHouseOf(watcher);
    if (!tenant) return;
    const session = await this.#parts.readSession(tenant, watcher.cookieHeader);
    if (!session) return watcher.close(closeCodes.signedOut, "signed out");
    watcher.viewer = session.viewer;
    const topics = [...watcher.topics];
    const readable = await this.#readable(watcher, topics);
    const lost = topics.filter((topic) => !readable.has(topic));
    if (lost.length === 0) return;
    await this.unsubscribe(watcher, lost);
    watcher.say({ refused: lost });
  }

  /** The watcher's house if it is open; otherwise the watcher is shown out. */
  async #openHouseOf(watcher: Watcher): Promise<TenantRef | undefined> {
    const tenant = await this.#parts.findTenant(watcher.tenant.slug);
    if (tenant?.id === watcher.tenant.id && tenant.status === "active") return tenant;
    watcher.close(closeCodes.closed, "house closed");
    return undefined;
  }

  /** Sessions end by themselves too, and feeds that nobody reads cost queries. */
  async #tidy(): Promise<void> {
    await this.#recheck([...this.#watchers]);
    for (const [tenantId, opening] of this.#feeds) {
      const feed = await opening.catch(() => undefined);
      const wanted = [...this.#watchers].some((one) => one.tenant.id === tenantId);
      if (!feed?.empty || wanted) continue;
      feed.close();
      this.#feeds.delete(tenantId);
    }
  }
}
