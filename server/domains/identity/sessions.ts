import { audit } from "../../core/audit.ts";
import type { Viewer } from "../../core/auth.ts";
import type { Ctx } from "../../core/context.ts";
import type { TenantDb } from "../../core/db/database.ts";
import { notFound } from "../../core/errors.ts";
import { type DoorCtx, inHouse } from "./door.ts";
import { announce, deleteSession, endSessions, listSessionsOf } from "./queries.ts";
import type { SessionRow } from "./schema.ts";
import { sessionsChannel, writeSessionsChange } from "./session-cache.ts";
import { blankSessionCookie, isSecure, sessionCookie } from "./session-cookie.ts";
import { luciaOf } from "./session-store.ts";

type MemberCtx = Ctx & { readonly viewer: Viewer };

/** Tells every process at commit to forget what it remembers of a person, or of one session. */
export const announceSessions = (db: TenantDb, personId: string, sessionId?: string): void =>
  announce(
    db,
    sessionsChannel,
    writeSessionsChange({
      tenant: db.tenant.id,
      person: personId,
      ...(sessionId !== undefined && { session: sessionId }),
    }),
  );

/** Starts a session and sets its cookie. A session the browser already had ends: nothing is carried over. */
export async function openSession(ctx: DoorCtx, personId: string): Promise<void> {
  if (ctx.viewer) await endSessionOf(ctx, ctx.viewer);
  const session = await luciaOf(ctx.database, ctx.tenant).createSession(personId, {
    ip: ctx.ip,
    user_agent: ctx.userAgent.slice(0, 400),
  });
  ctx.setCookie(sessionCookie(session.id, isSecure(ctx.origin)));
}

/** Ends this browser's session, if it has one, and removes its cookie in any case. */
export async function signOut(ctx: DoorCtx): Promise<{ ok: true }> {
  if (ctx.viewer) await endSessionOf(ctx, ctx.viewer);
  ctx.setCookie(blankSessionCookie(isSecure(ctx.origin)));
  return { ok: true };
}

const endSessionOf = (ctx: DoorCtx, viewer: Viewer): Promise<void> =>
  inHouse(ctx, async (db) => {
    await deleteSession(db, viewer.sessionId);
    await audit(db, "identity.signOut", "people", viewer.personId);
    announceSessions(db, viewer.personId, viewer.sessionId);
  });

/** The viewer's living sessions, the latest used first. */
export async function listSessions({ db, viewer }: MemberCtx): Promise<SessionRow[]> {
  const sessions = await listSessionsOf(db, viewer.personId);
  return sessions.map((session) => ({ ...session, current: session.id === viewer.sessionId }));
}

/** Ends one of the viewer's sessions; the row policy finds no others. */
export async function endSession(
  { db, viewer }: MemberCtx,
  input: { sessionId: string },
): Promise<{ ok: true }> {
  if ((await deleteSession(db, input.sessionId)) === 0) throw notFound("identity.session_gone");
  await audit(db, "identity.endSession", "people", viewer.personId);
  announceSessions(db, viewer.personId, input.sessionId);
  return { ok: true };
}

/** Ends all of the viewer's sessions but this one. */
export async function signOutElsewhere({ db, viewer }: MemberCtx): Promise<{ ended: number }> {
  const ended = await endSessions(db, viewer.personId, viewer.sessionId);
  await audit(db, "identity.signOutElsewhere", "people", viewer.personId, { ended: ended.length });
  announceSessions(db, viewer.personId);
  return { ended: ended.length };
}
