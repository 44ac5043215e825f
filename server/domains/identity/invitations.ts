import { audit } from "../../core/audit.ts";
import type { Ctx } from "../../core/context.ts";
import { conflict, notFound } from "../../core/errors.ts";
import { queueMail } from "../../core/mail/mail.ts";
import { hashToken, makeToken } from "../../core/tokens.ts";
import { type DoorCtx, inHouse } from "./door.ts";
import { invitationLetter, roleAddedLetter } from "./emails.ts";
import {
  findInvitationByToken,
  findOpenInvitation,
  insertInvitation,
  markAccepted,
  revokeInvitations,
} from "./invitation-queries.ts";
import { demandGoodPassword, hashPassword } from "./passwords.ts";
import { demandManaged, demandScope, notePerson } from "./people.ts";
import * as people from "./people-queries.ts";
import { savePassword } from "./queries.ts";
import type { Role } from "./schema.ts";
import { announceSessions, openSession } from "./sessions.ts";

/** Inviting needs to know where links lead: the house's own origin. */
export type InvitingCtx = Ctx & { readonly origin: string };

export type InviteInput = {
  email: string;
  /** How the inviter knows the person; they can change it when they accept. */
  name: string;
  role: Role;
  schoolId: string | null;
  locale: string;
  days: number;
};

/** Where the viewer may invite to. */
export async function readInviteOptions({ db }: Ctx) {
  const [schools, everySchool] = await Promise.all([
    people.listManagedSchools(db),
    people.managesScope(db, null),
  ]);
  return { schools, everySchool };
}

/**
 * Invites an address to a role. A new address becomes a person who is `invited`, and gets a link; one that has an
 * account simply holds the role from now on, and is told. CONFLICT for those who hold it already or are deactivated.
 */
export async function invite(
  ctx: InvitingCtx,
  input: InviteInput,
): Promise<{ personId: string; outcome: "invited" | "added" }> {
  const { personId, outcome } = await inviteWithLink(ctx, input);
  return { personId, outcome }; // the link is for the invited person's mail alone
}

/** The same for who runs the installation, with the link: the first office of a new school has no mail to wait for. */
export async function inviteWithLink(
  ctx: InvitingCtx,
  input: InviteInput,
): Promise<{ personId: string; outcome: "invited" | "added"; url: string | null }> {
  const { db } = ctx;
  await demandScope(ctx, input.schoolId);
  const known = await people.findByEmail(db, input.email);
  if (known?.status === "deactivated") throw conflict("identity.person_deactivated", { field: "email" });
  const personId = known?.id ?? (await people.makeId(db));
  if (!known) {
    const name = input.name || (input.email.split("@")[0] ?? input.email);
    await people.insertInvitedPerson(db, personId, name, input.email, input.locale);
  }
  const added = await people.insertMembership(db, personId, input.role, input.schoolId);
  if (added === 0) throw conflict("identity.already_member", { field: "email" });
  const outcome = known?.status === "active" ? "added" : "invited";
  const url = outcome === "invited" ? await sendInvitation(ctx, personId, input) : null;
  if (outcome === "added") await tellOfRole(ctx, personId, input);
  await audit(db, "identity.invite", "people", personId, { role: input.role, outcome }, input.schoolId);
  await notePerson(db, personId);
  announceSessions(db, personId);
  return { personId, outcome, url };
}

/** Sends a new link, valid as long as the first one was; the old one stops working. */
export async function resendInvitation(ctx: InvitingCtx, input: { personId: string }): Promise<{ ok: true }> {
  const person = await demandManaged(ctx, input.personId);
  const open = await findOpenInvitation(ctx.db, input.personId);
  if (!open || !person.email) throw notFound("identity.invitation_unknown");
  await revokeInvitations(ctx.db, input.personId);
  await sendInvitation(ctx, input.personId, {
    email: person.email,
    name: person.name,
    role: open.role as Role,
    schoolId: open.schoolId,
    locale: person.locale,
    days: Math.max(1, Math.round((Date.parse(open.expiresAt) - Date.parse(open.sentAt)) / 86_400_000)),
  });
  await audit(ctx.db, "identity.resendInvitation", "people", input.personId, {}, open.schoolId);
  await notePerson(ctx.db, input.personId);
  return { ok: true };
}

/** Takes an invitation back: the link stops working and the person, who never was in, is removed. */
export async function revokeInvitation(ctx: Ctx, input: { personId: string }): Promise<{ ok: true }> {
  const person = await demandManaged(ctx, input.personId);
  if (person.status !== "invited") throw notFound("identity.invitation_unknown");
  await notePerson(ctx.db, input.personId);
  await people.deletePerson(ctx.db, input.personId);
  await audit(ctx.db, "identity.revokeInvitation", "people", input.personId, { email: person.email });
  return { ok: true };
}

/** What an invitation's link says. NOT_FOUND `identity.invitation_invalid` or `identity.invitation_expired`. */
export async function readInvitation(ctx: DoorCtx, input: { token: string }) {
  const found = await inHouse(ctx, (db) => findInvitationByToken(db, hashToken(input.token)));
  if (found?.status !== "invited") throw notFound("identity.invitation_invalid");
  if (found.expired) throw notFound("identity.invitation_expired", { invitedBy: found.invitedBy });
  const { email, name, role, schoolName, invitedBy, expiresAt } = found;
  return { email, name, role: role as Role, schoolName, invitedBy, expiresAt };
}

/** Takes the invitation up: name, password, and signed in, for the link has shown that the address is theirs. */
export async function acceptInvitation(
  ctx: DoorCtx,
  input: { token: string; name: string; password: string },
): Promise<{ personId: string; name: string; locale: string }> {
  const { email } = await readInvitation(ctx, input);
  demandGoodPassword(input.password, [email, ctx.tenant.name]);
  const hash = await hashPassword(input.password);
  const accepted = await inHouse(ctx, async (db) => {
    const found = await findInvitationByToken(db, hashToken(input.token));
    if (!found || (await markAccepted(db, found.id)) === 0) throw notFound("identity.invitation_invalid");
    if ((await people.acceptPerson(db, found.personId, input.name)) === 0)
      throw notFound("identity.invitation_invalid");
    await savePassword(db, found.personId, hash);
    await revokeInvitations(db, found.personId);
    await audit(db, "identity.acceptInvitation", "people", found.personId, { ip: ctx.ip });
    await notePerson(db, found.personId);
    return found;
  });
  await openSession(ctx, accepted.personId);
  return { personId: accepted.personId, name: input.name, locale: accepted.locale };
}

/** Makes the link, queues the mail that carries it, and answers it. */
async function sendInvitation(ctx: InvitingCtx, personId: string, input: InviteInput): Promise<string> {
  const { db, actor } = ctx;
  const token = makeToken();
  const url = `${ctx.origin}/invitation/${token}`;
  const expiresAt = new Date(Date.now() + input.days * 86_400_000);
  const inviter = actor.kind === "person" ? await people.findPerson(db, actor.id) : undefined;
  await insertInvitation(db, {
    personId,
    role: input.role,
    schoolId: input.schoolId,
    tokenHash: hashToken(token),
    expiresAt,
    invitedBy: inviter?.id ?? null,
  });
  const letter = invitationLetter(
    { locale: input.locale, name: input.name, house: ctx.tenant.name },
    {
      place: await placeOf(ctx, input.schoolId),
      role: input.role,
      invitedBy: inviter?.name ?? null,
      expiresAt,
      url,
    },
  );
  await queueMail(db, {
    ...letter,
    kind: "identity.invitation",
    to: input.email,
    personId,
    locale: input.locale,
  });
  return url;
}

async function tellOfRole(ctx: InvitingCtx, personId: string, input: InviteInput): Promise<void> {
  const letter = roleAddedLetter(
    { locale: input.locale, name: input.name, house: ctx.tenant.name },
    { place: await placeOf(ctx, input.schoolId), role: input.role, url: `${ctx.origin}/sign-in` },
  );
  await queueMail(ctx.db, {
    ...letter,
    kind: "identity.role_added",
    to: input.email,
    personId,
    locale: input.locale,
  });
}

const placeOf = async ({ db, tenant }: Ctx, schoolId: string | null): Promise<string> =>
  (schoolId && (await people.findSchoolName(db, schoolId))) || tenant.name;
