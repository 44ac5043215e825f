import { audit } from "../../core/audit.ts";
import { systemActor, type Viewer } from "../../core/auth.ts";
import type { Ctx, RequestContext } from "../../core/context.ts";
import { notFound } from "../../core/errors.ts";
import { emit } from "../../core/events.ts";
import { staleVersion } from "./people.ts";
import { findPerson, updateProfile as saveProfile } from "./people-queries.ts";
import { passwordChangedAt } from "./queries.ts";
import type { Membership } from "./schema.ts";
import { announceSessions } from "./sessions.ts";

type MemberCtx = Ctx & { readonly viewer: Viewer };

/** The viewer's own profile and roles. */
export async function readProfile(ctx: MemberCtx & Pick<RequestContext, "database">) {
  const { personId } = ctx.viewer;
  // when the password was changed stands beside the hash, which only the system reads
  const [person, changed] = await Promise.all([
    findPerson(ctx.db, personId),
    ctx.database.readTenant(ctx.tenant, systemActor("profile"), (db) => passwordChangedAt(db, personId)),
  ]);
  if (!person) throw notFound("identity.person_unknown");
  const { id, name, email, locale, version } = person;
  const memberships = person.memberships as Membership[];
  return { id, name, email, locale, version, memberships, passwordChangedAt: changed?.changedAt ?? null };
}

/** Changes the viewer's name and language. CONFLICT with the server's row when another page was first. */
export async function updateProfile(
  { db, viewer }: MemberCtx,
  input: { name: string; locale: string; version: number },
): Promise<{ version: number }> {
  const saved = await saveProfile(db, viewer.personId, input.version, input.name, input.locale);
  if (!saved) throw await staleVersion(db, viewer.personId);
  await audit(db, "identity.updateProfile", "people", viewer.personId);
  await emit(db, {
    topic: `people/${viewer.personId}`,
    kind: "identity.person_updated",
    entity: "people",
    entityId: viewer.personId,
    version: saved.version,
  });
  announceSessions(db, viewer.personId);
  return saved;
}
