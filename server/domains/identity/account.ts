import { audit, changeOf } from "../../core/audit.ts";
import type { Viewer } from "../../core/auth.ts";
import type { Ctx } from "../../core/context.ts";
import { notFound } from "../../core/errors.ts";
import { notePerson, staleVersion } from "./people.ts";
import { findPerson, updateProfile as saveProfile } from "./people-queries.ts";
import { ownPasswordChangedAt } from "./queries.ts";
import type { Membership } from "./schema.ts";
import { announceSessions } from "./sessions.ts";

type MemberCtx = Ctx & { readonly viewer: Viewer };

/** The viewer's own profile and roles. */
export async function readProfile({ db, viewer }: MemberCtx) {
  const [person, changed] = await Promise.all([findPerson(db, viewer.personId), ownPasswordChangedAt(db)]);
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
  const before = await findPerson(db, viewer.personId);
  const saved = await saveProfile(db, viewer.personId, input.version, input.name, input.locale);
  if (!saved) throw await staleVersion(db, viewer.personId);
  await audit(
    db,
    "identity.updateProfile",
    "people",
    viewer.personId,
    changeOf(before, { name: input.name, locale: input.locale }),
  );
  await notePerson(db, viewer.personId, saved.version);
  announceSessions(db, viewer.personId);
  return saved;
}
