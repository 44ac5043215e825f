import * as z from "zod";
import { personStatuses, roleNames } from "./words/schema.ts";

export const role = z.enum(roleNames);
export const locale = z.enum(["en", "ar"]);
export const personStatus = z.enum(personStatuses);

const email = z.email().max(254).toLowerCase();
const personName = z.string().trim().min(1).max(200);
/** The longest is bounded so that hashing cannot be made expensive; a paragraph fits. */
const password = z.string().min(1).max(200);
const token = z.string().min(1).max(100);

const done = z.object({ ok: z.literal(true) });
export const doneOutput = done;

// Signing in

export const signInInput = z.object({ email: z.string().trim().min(1).max(254), password });
export const signInOutput = z.object({ personId: z.uuid(), name: z.string(), locale: z.string() });
export const requestResetInput = z.object({ email });
export const tokenInput = z.object({ token });
export const readResetOutput = z.object({ email: z.string() });
export const resetPasswordInput = z.object({ token, password });
export const readInvitationOutput = z.object({
  email: z.string(),
  name: z.string(),
  role,
  /** The school's name, or null for every school of the house. */
  schoolName: z.string().nullable(),
  invitedBy: z.string().nullable(),
  expiresAt: z.string(),
});
export const acceptInvitationInput = z.object({ token, name: personName, password });

// One's own account

export const membership = z.object({
  id: z.uuid(),
  role,
  schoolId: z.uuid().nullable(),
  schoolName: z.string().nullable(),
});
export const profileOutput = z.object({
  id: z.uuid(),
  name: z.string(),
  email: z.string().nullable(),
  locale: z.string(),
  version: z.int(),
  passwordChangedAt: z.string().nullable(),
  memberships: z.array(membership),
});
export const updateProfileInput = z.object({ name: personName, locale, version: z.int().min(1) });
export const changePasswordInput = z.object({ current: password, password });
export const sessionOutput = z.object({
  id: z.string(),
  current: z.boolean(),
  ip: z.string(),
  userAgent: z.string(),
  createdAt: z.string(),
  lastSeenAt: z.string(),
});
export const sessionsOutput = z.array(sessionOutput);
export const endSessionInput = z.object({ sessionId: z.string().min(1).max(100) });
export const endedOutput = z.object({ ended: z.int() });

// The directory

export const listPeopleInput = z.object({
  search: z.string().trim().max(100).optional(),
  role: role.optional(),
  schoolId: z.uuid().optional(),
  status: personStatus.optional(),
  cursor: z.string().max(500).optional(),
  limit: z.int().min(1).max(200).default(50),
});
export const personRow = z.object({
  id: z.uuid(),
  name: z.string(),
  email: z.string().nullable(),
  status: personStatus,
  memberships: z.array(membership),
});
export const listPeopleOutput = z.object({
  people: z.array(personRow),
  nextCursor: z.string().nullable(),
  total: z.int(),
});
export const personInput = z.object({ personId: z.uuid() });
const relative = z.object({ id: z.uuid(), name: z.string(), email: z.string().nullable() });
export const personOutput = personRow.extend({
  locale: z.string(),
  version: z.int(),
  createdAt: z.string(),
  updatedAt: z.string(),
  /** Who changed it last, if the viewer may see them. */
  updatedByName: z.string().nullable(),
  /** Whether the viewer may edit, deactivate and reactivate the person (their every role lies in schools the viewer manages). */
  manageable: z.boolean(),
  guardians: z.array(relative),
  wards: z.array(relative),
  invitation: z
    .object({ id: z.uuid(), sentAt: z.string(), expiresAt: z.string(), expired: z.boolean() })
    .nullable(),
});
export const updatePersonInput = z.object({
  personId: z.uuid(),
  version: z.int().min(1),
  name: personName,
  email: email.nullable(),
});
export const personVersionInput = z.object({ personId: z.uuid(), version: z.int().min(1) });
export const versionOutput = z.object({ version: z.int() });
export const grantRoleInput = z.object({ personId: z.uuid(), role, schoolId: z.uuid().nullable() });
export const revokeRoleInput = z.object({ personId: z.uuid(), membershipId: z.uuid() });
export const guardianInput = z.object({ guardianId: z.uuid(), pupilId: z.uuid() });

// Invitations

export const inviteInput = z.object({
  email,
  name: z.string().trim().max(200).default(""),
  role,
  schoolId: z.uuid().nullable(),
  locale: locale.default("en"),
  days: z.int().min(1).max(60).default(14),
});
export const inviteOutput = z.object({
  personId: z.uuid(),
  /** `added`: the person had an account already and simply holds the role now. */
  outcome: z.enum(["invited", "added"]),
});
export const inviteOptionsOutput = z.object({
  schools: z.array(z.object({ id: z.uuid(), name: z.string() })),
  everySchool: z.boolean(),
});

export type Role = z.output<typeof role>;
export type Membership = z.output<typeof membership>;
export type PersonRow = z.output<typeof personRow>;
export type Person = z.output<typeof personOutput>;
export type SessionRow = z.output<typeof sessionOutput>;
