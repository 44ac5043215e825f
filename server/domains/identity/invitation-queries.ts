import type { TenantDb } from "../../core/db/database.ts";
import { sql } from "../../core/db/sql.ts";

export type NewInvitation = {
  personId: string;
  role: string;
  schoolId: string | null;
  tokenHash: string;
  expiresAt: Date;
  invitedBy: string | null;
};

export const insertInvitation = (db: TenantDb, one: NewInvitation) =>
  db.run(sql`
    insert into invitations (person_id, role, school_id, token_hash, expires_at, invited_by)
    values (${one.personId}, ${one.role}, ${one.schoolId}, ${one.tokenHash}, ${one.expiresAt}, ${one.invitedBy})`);

export type OpenInvitation = {
  id: string;
  role: string;
  schoolId: string | null;
  sentAt: string;
  expiresAt: string;
  expired: boolean;
};

/** The latest invitation of a person who has not accepted one; expired ones too, for they can be sent again. */
export const findOpenInvitation = (db: TenantDb, personId: string) =>
  db.one<OpenInvitation>(sql`
    select i.id, i.role, i.school_id as "schoolId", i.created_at as "sentAt", i.expires_at as "expiresAt",
      i.expires_at <= now() as expired
    from invitations i join people p on p.id = i.person_id and p.status = 'invited'
    where i.person_id = ${personId} and i.accepted_at is null and i.revoked_at is null
    order by i.created_at desc, i.id desc limit 1`);

/** Kills the links sent so far. */
export const revokeInvitations = (db: TenantDb, personId: string) =>
  db.run(sql`
    update invitations set revoked_at = now()
    where person_id = ${personId} and accepted_at is null and revoked_at is null`);

export type InvitationByToken = {
  id: string;
  personId: string;
  email: string;
  name: string;
  locale: string;
  status: string;
  role: string;
  schoolName: string | null;
  invitedBy: string | null;
  expiresAt: string;
  expired: boolean;
};

export const findInvitationByToken = (db: TenantDb, tokenHash: string) =>
  db.one<InvitationByToken>(sql`
    select i.id, i.person_id as "personId", p.email, p.name, p.locale, p.status, i.role, s.name as "schoolName",
      b.name as "invitedBy", i.expires_at as "expiresAt", i.expires_at <= now() as expired
    from invitations i
    join people p on p.id = i.person_id
    left join schools s on s.id = i.school_id
    left join people b on b.id = i.invited_by
    where i.token_hash = ${tokenHash} and i.accepted_at is null and i.revoked_at is null`);

/** 0 when another request was first. */
export const markAccepted = (db: TenantDb, id: string) =>
  db.run(sql`
    update invitations set accepted_at = now()
    where id = ${id} and accepted_at is null and revoked_at is null and expires_at > now()`);
