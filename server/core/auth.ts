/** Who acts inside a house. The database sees it as the setting `atrium.actor`: a person's id, `system` or nothing. */
export type Actor =
  | { readonly kind: "person"; readonly id: string; readonly sessionId: string | null }
  | { readonly kind: "system"; readonly why: string }
  | { readonly kind: "anonymous" };

export const anonymous: Actor = { kind: "anonymous" };
export const systemActor = (why: string): Actor => ({ kind: "system", why });

export const actorSetting = (actor: Actor): string =>
  actor.kind === "person" ? actor.id : actor.kind === "system" ? "system" : "";

/** Roles a person holds in a school (or, with `schoolId` null, in every school of the tenant). */
export type Membership = { readonly role: Role; readonly schoolId: string | null };
export type Role = "pupil" | "guardian" | "teacher" | "timetabler" | "school_admin";
export const roles = [
  "pupil",
  "guardian",
  "teacher",
  "timetabler",
  "school_admin",
] as const satisfies readonly Role[];

/** The signed-in person as pages and procedures know them. */
export type Viewer = {
  readonly personId: string;
  readonly sessionId: string;
  readonly name: string;
  readonly email: string;
  readonly memberships: readonly Membership[];
};
