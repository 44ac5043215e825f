import { audit, changeOf } from "../../core/audit.ts";
import type { Viewer } from "../../core/auth.ts";
import type { Ctx } from "../../core/context.ts";
import { AppError, conflict, forbidden, invalid, notFound } from "../../core/errors.ts";
import { emit, emitMany } from "../../core/events.ts";
import { findOpenInvitation } from "./invitation-queries.ts";
import * as queries from "./people-queries.ts";
import { endSessions } from "./queries.ts";
import type { Person, PersonRow, Role } from "./schema.ts";
import { announceSessions } from "./sessions.ts";

type MemberCtx = Ctx & { readonly viewer: Viewer };
type Filter = queries.PeopleFilter & { cursor?: string | undefined; limit: number };

/** People the viewer may see, by name; `nextCursor` continues after the last row, however the list has changed. */
export async function listPeople({ db }: Ctx, input: Filter) {
  const after = input.cursor === undefined ? null : readCursor(input.cursor);
  const [rows, counted] = await Promise.all([
    queries.listPeople(db, input, after, input.limit + 1),
    queries.countPeople(db, input),
  ]);
  const page = rows.slice(0, input.limit);
  const last = page.at(-1);
  const more = rows.length > input.limit && last !== undefined;
  return {
    people: page.map(({ sortName: _, ...row }) => row as PersonRow),
    nextCursor: more ? writeCursor(last.sortName, last.id) : null,
    total: counted?.total ?? 0,
  };
}

const writeCursor = (name: string, id: string): string =>
  Buffer.from(JSON.stringify([name, id])).toString("base64url");

function readCursor(cursor: string): readonly [string, string] {
  try {
    const [name, id] = JSON.parse(Buffer.from(cursor, "base64url").toString()) as unknown[];
    if (typeof name === "string" && typeof id === "string" && /^[0-9a-f-]{36}$/.test(id)) return [name, id];
  } catch {
    // not one of ours: said below
  }
  throw invalid("identity.cursor_invalid");
}

/** One person with roles, family and open invitation. */
export async function readPerson({ db }: Ctx, input: { personId: string }): Promise<Person> {
  const [person, guardians, wards, invitation] = await Promise.all([
    queries.findPerson(db, input.personId),
    queries.listGuardians(db, input.personId),
    queries.listWards(db, input.personId),
    findOpenInvitation(db, input.personId),
  ]);
  if (!person) throw notFound("identity.person_unknown");
  const { sortName: _, ...row } = person;
  return { ...row, guardians, wards, invitation: invitation ?? null } as Person;
}

/** Changes name and address. */
export async function updatePerson(
  ctx: Ctx,
  input: { personId: string; version: number; name: string; email: string | null },
): Promise<{ version: number }> {
  const person = await demandManaged(ctx, input.personId);
  if (person.status === "invited" && input.email === null)
    throw invalid("identity.email_needed", { field: "email" });
  const saved = await queries
    .updatePerson(ctx.db, input.personId, input.version, input.name, input.email)
    .catch((error: unknown) => {
      if (error instanceof AppError && error.details.constraint === "people_email_once")
        throw conflict("identity.email_taken", { field: "email" });
      throw error;
    });
  return finishEdit(
    ctx,
    "identity.updatePerson",
    input.personId,
    saved,
    changeOf(person, { name: input.name, email: input.email }),
  );
}

/** Closes the account and ends its sessions; `reactivate` undoes it. Nobody closes their own or the last office's. */
export async function deactivate(
  ctx: MemberCtx,
  input: { personId: string; version: number },
): Promise<{ version: number }> {
  if (input.personId === ctx.viewer.personId) throw invalid("identity.not_yourself");
  const person = await demandManaged(ctx, input.personId);
  await queries.lockRoles(ctx.db);
  for (const { role, schoolId } of person.memberships)
    if (role === "school_admin") await demandOtherAdmin(ctx, input.personId, schoolId);
  const saved = await queries.updateStatus(ctx.db, input.personId, input.version, "active", "deactivated");
  if (saved) await endSessions(ctx.db, input.personId, null);
  return finishEdit(ctx, "identity.deactivate", input.personId, saved);
}

export async function reactivate(
  ctx: Ctx,
  input: { personId: string; version: number },
): Promise<{ version: number }> {
  await demandManaged(ctx, input.personId);
  const saved = await queries.updateStatus(ctx.db, input.personId, input.version, "deactivated", "active");
  return finishEdit(ctx, "identity.reactivate", input.personId, saved);
}

/** Gives a role in one school, or (null) in every school of the tenant. Holding it already is fine. */
export async function grantRole(
  ctx: Ctx,
  input: { personId: string; role: Role; schoolId: string | null },
): Promise<{ ok: true }> {
  await demandScope(ctx, input.schoolId);
  if (!(await queries.findPerson(ctx.db, input.personId))) throw notFound("identity.person_unknown");
  const added = await queries.insertMembership(ctx.db, input.personId, input.role, input.schoolId);
  if (added > 0) await noteRoles(ctx, "identity.grantRole", input.personId, input.role, input.schoolId);
  return { ok: true };
}

/** Takes a role away; the last one stays (deactivate instead), and so does a school's last office. */
export async function revokeRole(
  ctx: Ctx,
  input: { personId: string; membershipId: string },
): Promise<{ ok: true }> {
  const person = await queries.findPerson(ctx.db, input.personId);
  const membership = person?.memberships.find((one) => one.id === input.membershipId);
  if (!person || !membership) throw notFound("identity.role_unknown");
  await demandScope(ctx, membership.schoolId);
  if (person.memberships.length === 1) throw invalid("identity.last_role");
  await queries.lockRoles(ctx.db);
  if (membership.role === "school_admin") await demandOtherAdmin(ctx, person.id, membership.schoolId);
  await queries.deleteMembership(ctx.db, person.id, membership.id);
  await noteRoles(ctx, "identity.revokeRole", person.id, membership.role, membership.schoolId);
  return { ok: true };
}

/** Makes one person the guardian of a pupil: the guardian sees what the pupil sees. */
export async function linkGuardian(
  ctx: Ctx,
  input: { guardianId: string; pupilId: string },
): Promise<{ ok: true }> {
  const pupil = await demandManaged(ctx, input.pupilId);
  const guardian = await queries.findPerson(ctx.db, input.guardianId);
  if (!guardian) throw notFound("identity.person_unknown");
  if (!pupil.memberships.some(({ role }) => role === "pupil")) throw invalid("identity.not_a_pupil");
  if (!guardian.memberships.some(({ role }) => role === "guardian"))
    throw invalid("identity.not_a_guardian", { field: "guardianId" });
  await queries.insertGuardianship(ctx.db, input.guardianId, input.pupilId);
  await audit(ctx.db, "identity.linkGuardian", "people", input.pupilId, { guardianId: input.guardianId });
  return { ok: true };
}

export async function unlinkGuardian(
  ctx: Ctx,
  input: { guardianId: string; pupilId: string },
): Promise<{ ok: true }> {
  if ((await queries.deleteGuardianship(ctx.db, input.guardianId, input.pupilId)) === 0)
    throw notFound("identity.guardian_unknown");
  await audit(ctx.db, "identity.unlinkGuardian", "people", input.pupilId, { guardianId: input.guardianId });
  return { ok: true };
}

/** The person, if the actor manages every school they belong to; else who shares them must do it. */
export async function demandManaged({ db }: Ctx, personId: string): Promise<queries.PersonDetail> {
  const person = await queries.findPerson(db, personId);
  if (!person) throw notFound("identity.person_unknown");
  if (!person.manageable) throw forbidden("identity.shared_person");
  return person;
}

/** Refuses roles in schools whose people the actor does not manage. */
export async function demandScope({ db }: Ctx, schoolId: string | null): Promise<void> {
  if (!(await queries.managesScope(db, schoolId)))
    throw forbidden("identity.permission_missing", { permission: "people.manage" });
}

async function demandOtherAdmin({ db }: Ctx, personId: string, schoolId: string | null): Promise<void> {
  if ((await queries.countOtherAdmins(db, personId, schoolId)) === 0) throw invalid("identity.last_admin");
}

async function finishEdit(
  { db }: Ctx,
  action: string,
  personId: string,
  saved: { version: number } | undefined,
  details: Record<string, unknown> = {},
): Promise<{ version: number }> {
  if (!saved) throw await staleVersion(db, personId);
  await audit(db, action, "people", personId, details);
  await notePerson(db, personId, saved.version);
  announceSessions(db, personId);
  return saved;
}

/** CONFLICT with the server's row, who changed it and when, for the dialog that shows both sides. */
export async function staleVersion(db: Ctx["db"], personId: string): Promise<AppError> {
  const server = await queries.findPerson(db, personId);
  if (!server) return notFound("identity.person_unknown");
  const { name, email, locale, version, updatedAt, updatedByName } = server;
  const row = { name, email, locale, version };
  return conflict("identity.version_stale", { server: row, changedBy: updatedByName, changedAt: updatedAt });
}

async function noteRoles(
  { db }: Ctx,
  action: string,
  personId: string,
  role: string,
  schoolId: string | null,
): Promise<void> {
  await audit(db, action, "people", personId, { role }, schoolId);
  await notePerson(db, personId, undefined, schoolId);
  announceSessions(db, personId);
}

/** Tells who watches the person, and who watches the directory of a school they belong to. */
export async function notePerson(
  db: Ctx["db"],
  personId: string,
  version?: number,
  /** A school they have just left. */
  left: string | null = null,
): Promise<void> {
  const schools = (await queries.listSchoolsOf(db, personId)).map(({ id }) => id);
  const told = { kind: "identity.people_changed", entity: "people", entityId: personId };
  await emitMany(
    db,
    [...new Set([...schools, ...(left ? [left] : [])])].map((id) => ({
      ...told,
      topic: `directory/${id}` as const,
    })),
  );
  await emit(db, {
    topic: `people/${personId}`,
    kind: "identity.person_updated",
    entity: "people",
    entityId: personId,
    ...(version !== undefined && { version }),
  });
}
