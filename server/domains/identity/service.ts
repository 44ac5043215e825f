import type { Ctx } from "../../core/context.ts";
import type { Database, TenantDb, TenantRef } from "../../core/db/database.ts";
import { type InviteInput, type InvitingCtx, inviteWithLink } from "./invitations.ts";
import { sendReset } from "./password-reset.ts";
import { hashPassword } from "./passwords.ts";
import { type GuardianPair, insertGuardianships, insertPeople, type NewPersonRow } from "./people-queries.ts";
import { deleteExpiredSessions, deleteOldAttempts, deleteOldRefusals, deleteOldResets } from "./queries.ts";
import type { Role } from "./schema.ts";
import {
  parseSessionsChange,
  SessionCache,
  type SessionsChange,
  type SignedIn,
  sessionsChannel,
} from "./session-cache.ts";

// What other domains, the web process, jobs and scripts need of identity.

/** What is needed of `Notifications`. */
type Notices = {
  readonly connected: boolean;
  on(channel: string, hear: (payload: string) => void): () => void;
  onReconnect(act: () => void): () => void;
};

export type SessionReader = {
  /** Who sent this `Cookie` header, or null: from memory for a few seconds, else from the database. */
  read(tenant: TenantRef, cookieHeader: string | null | undefined): Promise<SignedIn | null>;
  /** Hears of sessions that ended or whose owner's rights changed, in any process: sockets ask again then. */
  onChange(hear: (change: SessionsChange) => void): () => void;
};

/** The process's one reader of sessions. An ended session is refused here as soon as its notification arrives. */
export function createSessionReader(
  database: Database,
  notices: Notices,
  options: { secureCookies: boolean },
): SessionReader {
  const cache = new SessionCache(database, { ...options, isListening: () => notices.connected });
  const hearers = new Set<(change: SessionsChange) => void>();
  notices.onReconnect(() => cache.clear());
  notices.on(sessionsChannel, (payload) => {
    const change = parseSessionsChange(payload);
    if (!change) return;
    cache.drop(change);
    for (const hear of hearers) hear(change);
  });
  return {
    read: (tenant, cookieHeader) => cache.read(tenant, cookieHeader),
    onChange: (hear) => {
      hearers.add(hear);
      return () => hearers.delete(hear);
    },
  };
}

export type NewPerson = {
  name: string;
  /** Null for a person who is known but cannot sign in. */
  email: string | null;
  locale?: string;
  /** The plain password; without one the person is active but must use "forgotten password" first. */
  password?: string;
  memberships: readonly { role: Role; schoolId: string | null }[];
};

/**
 * Creates active people with their roles, in three statements however many there are; answers their ids in the order
 * given. Equal passwords are hashed once, so a demo school of a thousand people takes one hash. The actor must be the
 * system (scripts, generators).
 */
export async function createPeople(db: TenantDb, people: readonly NewPerson[]): Promise<string[]> {
  const hashes = new Map<string, string>();
  for (const { password } of people)
    if (password && !hashes.has(password)) hashes.set(password, await hashPassword(password));
  const rows: NewPersonRow[] = people.map((person) => ({
    name: person.name,
    email: person.email?.trim().toLowerCase() ?? null,
    locale: person.locale ?? "en",
    hash: person.password ? (hashes.get(person.password) ?? null) : null,
    memberships: person.memberships.map((one) => ({ role: one.role, schoolId: one.schoolId })),
  }));
  return insertPeople(db, rows);
}

/** One of them. */
export async function createPerson(db: TenantDb, person: NewPerson): Promise<string> {
  const [id] = await createPeople(db, [person]);
  if (!id) throw new Error("The person was not created");
  return id;
}

/** Links guardians with their pupils; links that exist stay. */
export async function linkGuardians(db: TenantDb, pairs: readonly GuardianPair[]): Promise<void> {
  await insertGuardianships(db, pairs);
}

/** Invites somebody on behalf of the command, and answers the link too; see `invite` for what can come of it. */
export const invitePerson = (ctx: InvitingCtx, input: InviteInput) => inviteWithLink(ctx, input);

/** The work of the job `identity.send-reset`. */
export const sendPasswordReset = (
  ctx: Pick<Ctx, "db" | "tenant">,
  input: { personId: string | null; origin: string },
): Promise<void> => sendReset(ctx, input);

/** Upkeep of one house, once in a while: removes what has expired. */
export async function pruneIdentity(db: TenantDb): Promise<void> {
  await Promise.all([
    deleteExpiredSessions(db),
    deleteOldAttempts(db),
    deleteOldRefusals(db),
    deleteOldResets(db),
  ]);
}
