import { afterAll, beforeAll, expect, test } from "vitest";
import { sql } from "../../core/db/sql.ts";
import type { AppCaller } from "../../trpc/caller.ts";
import {
  goodPassword,
  openBrowser,
  openTestSchool,
  reasonOf,
  type TestSchool,
} from "./testing/front-door.ts";
import { mailedTokens } from "./testing/mail.ts";

let school: TestSchool;
let office: AppCaller;
beforeAll(async () => {
  school = await openTestSchool();
  await school.person("office@north.example", "school_admin");
  await school.person("teacher@north.example", "teacher");
  await school.person("office@south.example", "school_admin", school.otherSchoolId);
  office = await school.as("office@north.example");
});
afterAll(() => school?.close());

const inviteTo = (email: string, schoolId: string | null = school.schoolId) => ({
  email,
  name: "Nora New",
  role: "teacher" as const,
  schoolId,
});

/** Invites and answers the token in the mail. */
async function invited(email: string): Promise<{ personId: string; token: string }> {
  const { personId } = await office.identity.invite(inviteTo(email));
  const [token = ""] = await mailedTokens(school, email, "invitation");
  return { personId, token };
}

test("an invited person chooses name and password and is signed in with the role", async () => {
  const { token } = await invited("nora@north.example");
  const browser = school.browser({ ip: "192.0.2.1" });
  expect(await browser.api.identity.readInvitation({ token })).toMatchObject({
    email: "nora@north.example",
    name: "Nora New",
    role: "teacher",
    schoolName: "School north",
    invitedBy: "office",
  });
  await browser.api.identity.acceptInvitation({ token, name: "Nora Newton", password: goodPassword });
  const profile = await (await browser.signedIn()).identity.readProfile();
  expect(profile).toMatchObject({
    name: "Nora Newton",
    memberships: [{ role: "teacher", schoolId: school.schoolId }],
  });
});

test("an invitation works once", async () => {
  const { token } = await invited("once@north.example");
  const { api } = school.browser({ ip: "192.0.2.2" });
  await api.identity.acceptInvitation({ token, name: "Once", password: goodPassword });
  expect(
    await reasonOf(api.identity.acceptInvitation({ token, name: "Again", password: goodPassword })),
  ).toBe("identity.invitation_invalid");
});

test("an expired invitation says so and lets nobody in", async () => {
  const { personId, token } = await invited("expired@north.example");
  await school.asSystem((db) =>
    db.run(sql`update invitations set expires_at = now() where person_id = ${personId}`),
  );
  const { api } = school.browser();
  expect(await reasonOf(api.identity.readInvitation({ token }))).toBe("identity.invitation_expired");
  expect(await reasonOf(api.identity.acceptInvitation({ token, name: "Late", password: goodPassword }))).toBe(
    "identity.invitation_expired",
  );
  expect((await office.identity.readPerson({ personId })).invitation).toMatchObject({ expired: true });
});

test("sending again makes a new link and kills the old one", async () => {
  const { personId, token } = await invited("again@north.example");
  await office.identity.resendInvitation({ personId });
  const [newer = ""] = await mailedTokens(school, "again@north.example", "invitation");
  const { api } = school.browser();
  expect(await reasonOf(api.identity.readInvitation({ token }))).toBe("identity.invitation_invalid");
  expect(await reasonOf(api.identity.readInvitation({ token: newer }))).toBe("no error");
});

test("an invitation taken back opens nothing and leaves nobody behind", async () => {
  const { personId, token } = await invited("revoked@north.example");
  await office.identity.revokeInvitation({ personId });
  const { api } = school.browser();
  expect(await reasonOf(api.identity.readInvitation({ token }))).toBe("identity.invitation_invalid");
  expect(await reasonOf(office.identity.readPerson({ personId }))).toBe("identity.person_unknown");
});

test("an address with an account gets the role at once, and a letter", async () => {
  const { outcome, personId } = await office.identity.invite(inviteTo("office@south.example"));
  expect(outcome).toBe("added");
  const person = await office.identity.readPerson({ personId });
  expect(person.memberships).toMatchObject([{ role: "teacher", schoolId: school.schoolId }]);
  expect(person.manageable).toBe(false);
  expect(await mailedTokens(school, "office@south.example", "role_added")).toHaveLength(1);
});

test("who holds the role already is not invited to it again", async () => {
  expect(await reasonOf(office.identity.invite(inviteTo("teacher@north.example")))).toBe(
    "identity.already_member",
  );
});

test("nobody invites into a school they do not manage, nor into all", async () => {
  for (const schoolId of [school.otherSchoolId, null])
    expect(await reasonOf(office.identity.invite(inviteTo("far@north.example", schoolId)))).toBe(
      "identity.permission_missing",
    );
  const teacher = await school.as("teacher@north.example");
  expect(await reasonOf(teacher.identity.invite(inviteTo("far@north.example")))).toBe(
    "identity.permission_missing",
  );
  expect(await mailedTokens(school, "far@north.example", "invitation")).toEqual([]);
});

test("an invited person cannot sign in before accepting", async () => {
  await invited("waiting@north.example");
  const { api } = school.browser({ ip: "192.0.2.3" });
  expect(
    await reasonOf(api.identity.signIn({ email: "waiting@north.example", password: goodPassword })),
  ).toBe("identity.wrong_credentials");
});

test("the token of one house is nothing in another", async () => {
  const { token } = await invited("here@north.example");
  const elsewhere = await school.createTenant("elsewhere");
  const { api } = openBrowser(school.database, elsewhere);
  expect(await reasonOf(api.identity.readInvitation({ token }))).toBe("identity.invitation_invalid");
});
