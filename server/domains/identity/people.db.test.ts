import { afterAll, beforeAll, expect, test } from "vitest";
import { anonymous } from "../../core/auth.ts";
import { sql } from "../../core/db/sql.ts";
import type { AppCaller } from "../../trpc/caller.ts";
import { createPeople, linkGuardians } from "./service.ts";
import { openBrowser, openTestSchool, reasonOf, type TestSchool } from "./testing/front-door.ts";

let school: TestSchool;
let office: AppCaller;
let teacher: AppCaller;
let officeId: string;
let southId: string;
beforeAll(async () => {
  school = await openTestSchool();
  officeId = await school.person("office@north.example", "school_admin");
  await school.person("teacher@north.example", "teacher");
  southId = await school.person("teacher@south.example", "teacher", school.otherSchoolId);
  office = await school.as("office@north.example");
  teacher = await school.as("teacher@north.example");
});
afterAll(() => school?.close());

const names = async (
  api: AppCaller,
  filter: Partial<Parameters<AppCaller["identity"]["listPeople"]>[0]> = {},
) => (await api.identity.listPeople({ limit: 200, ...filter })).people.map(({ name }) => name);

test("staff see the people of their school and nobody of another", async () => {
  expect(await names(teacher)).toEqual(["office", "teacher"]);
  expect(await reasonOf(teacher.identity.readPerson({ personId: southId }))).toBe("identity.person_unknown");
});

test("pupils and guardians have no directory", async () => {
  await school.person("pupil@north.example", "pupil");
  const pupil = await school.as("pupil@north.example");
  expect(await reasonOf(pupil.identity.listPeople({}))).toBe("identity.permission_missing");
});

test("below the procedures the rows are closed too: a pupil reads only the own row, nobody reads none", async () => {
  const personId = await school.person("curious@north.example", "pupil");
  const read = (actor: Parameters<typeof school.database.readTenant>[1]) =>
    school.database.readTenant(school.tenant, actor, async (db) => ({
      people: (await db.rows(sql`select id from people`)).length,
      passwords: (await db.rows(sql`select person_id from passwords`)).length,
      sessions: (await db.rows(sql`select id from sessions`)).length,
      resets: (await db.rows(sql`select id from password_resets`)).length,
      mails: (await db.rows(sql`select id from mails`)).length,
    }));
  const nothing = { people: 0, passwords: 0, sessions: 0, resets: 0, mails: 0 };
  expect(await read({ kind: "person", id: personId, sessionId: null })).toEqual({ ...nothing, people: 1 });
  expect(await read(anonymous)).toEqual(nothing);
  const asOffice = await read({ kind: "person", id: officeId, sessionId: null });
  expect(asOffice.passwords).toBe(0);
  expect(asOffice.sessions).toBeGreaterThan(0); // the own ones
});

test("a guardian sees the pupil in their care, and only that one", async () => {
  const [guardianId = "", pupilId = "", ,] = await school.asSystem((db) =>
    createPeople(db, [
      {
        name: "Gail",
        email: "gail@north.example",
        memberships: [{ role: "guardian", schoolId: school.schoolId }],
      },
      { name: "Pip", email: null, memberships: [{ role: "pupil", schoolId: school.schoolId }] },
      { name: "Other", email: null, memberships: [{ role: "pupil", schoolId: school.schoolId }] },
    ]),
  );
  await school.asSystem((db) => linkGuardians(db, [{ guardianId, pupilId }]));
  const seen = await school.database.readTenant(
    school.tenant,
    { kind: "person", id: guardianId, sessionId: null },
    (db) => db.rows<{ name: string }>(sql`select name from people order by name`),
  );
  expect(seen.map(({ name }) => name)).toEqual(["Gail", "Pip"]);
});

test("the list is paged without gaps or repeats, whatever stands before the cursor changes", async () => {
  await school.asSystem((db) =>
    createPeople(
      db,
      Array.from({ length: 25 }, (_, index) => ({
        name: `Page ${String(index % 5)}`, // equal names: the id decides
        email: null,
        memberships: [{ role: "timetabler" as const, schoolId: school.schoolId }],
      })),
    ),
  );
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await office.identity.listPeople({
      role: "timetabler",
      limit: 7,
      ...(cursor && { cursor }),
    });
    expect(page.total).toBe(25);
    seen.push(...page.people.map(({ id }) => id));
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  expect(seen).toHaveLength(25);
  expect(new Set(seen).size).toBe(25);
});

test("searching finds parts of names and addresses and takes wildcards as text", async () => {
  expect(await names(office, { search: "TEACH" })).toEqual(["teacher"]);
  expect(await names(office, { search: "office@nor" })).toEqual(["office"]);
  expect(await names(office, { search: "%" })).toEqual([]);
});

test("deactivating signs a person out at once; reactivating undoes it", async () => {
  const email = "leaver@north.example";
  const personId = await school.person(email, "teacher");
  const api = await school.as(email);
  const { version } = await office.identity.readPerson({ personId });
  const after = await office.identity.deactivate({ personId, version });
  const sessions = await school.asSystem((db) =>
    db.rows(sql`select from sessions where user_id = ${personId}`),
  );
  expect(sessions).toHaveLength(0);
  expect(await names(api)).toEqual(["leaver"]); // even a request already let in sees but its own row
  expect(await reasonOf(school.as(email))).toBe("identity.deactivated");
  await office.identity.reactivate({ personId, version: after.version });
  expect(await reasonOf(school.as(email))).toBe("no error");
});

test("nobody deactivates themselves, nor a person shared with another school", async () => {
  const own = await office.identity.readPerson({ personId: officeId });
  expect(await reasonOf(office.identity.deactivate({ personId: officeId, version: own.version }))).toBe(
    "identity.not_yourself",
  );
  const sharedId = await school.person("shared@north.example", "teacher");
  await school.asSystem((db) =>
    db.run(
      sql`insert into memberships (person_id, role, school_id) values (${sharedId}, 'teacher', ${school.otherSchoolId})`,
    ),
  );
  expect(await reasonOf(office.identity.deactivate({ personId: sharedId, version: 1 }))).toBe(
    "identity.shared_person",
  );
});

test("a stale edit is refused with the server's row, who changed it and when", async () => {
  const personId = await school.person("edited@north.example", "teacher");
  await office.identity.updatePerson({ personId, version: 1, name: "First", email: "edited@north.example" });
  const refused = await office.identity
    .updatePerson({ personId, version: 1, name: "Second", email: null })
    .catch((error: { cause?: unknown }) => error.cause);
  expect(refused).toMatchObject({
    code: "CONFLICT",
    reason: "identity.version_stale",
    details: { server: { name: "First", version: 2 }, changedBy: "office" },
  });
});

test("an address belongs to one person", async () => {
  const personId = await school.person("dup@north.example", "teacher");
  expect(
    await reasonOf(
      office.identity.updatePerson({ personId, version: 1, name: "Dup", email: "teacher@north.example" }),
    ),
  ).toBe("identity.email_taken");
});

test("roles are given and taken within the own school only, and the last one stays", async () => {
  const personId = await school.person("roles@north.example", "teacher");
  for (const schoolId of [school.otherSchoolId, null])
    expect(await reasonOf(office.identity.grantRole({ personId, role: "timetabler", schoolId }))).toBe(
      "identity.permission_missing",
    );
  await office.identity.grantRole({ personId, role: "timetabler", schoolId: school.schoolId });
  const { memberships } = await office.identity.readPerson({ personId });
  expect(memberships.map(({ role }) => role)).toEqual(["teacher", "timetabler"]);
  const [first, second] = memberships;
  await office.identity.revokeRole({ personId, membershipId: first?.id ?? "" });
  expect(await reasonOf(office.identity.revokeRole({ personId, membershipId: second?.id ?? "" }))).toBe(
    "identity.last_role",
  );
});

test("a school keeps its last office", async () => {
  await office.identity.grantRole({ personId: officeId, role: "teacher", schoolId: school.schoolId });
  const { memberships } = await office.identity.readPerson({ personId: officeId });
  const admin = memberships.find(({ role }) => role === "school_admin");
  expect(
    await reasonOf(office.identity.revokeRole({ personId: officeId, membershipId: admin?.id ?? "" })),
  ).toBe("identity.last_admin");
});

test("teachers look but do not touch", async () => {
  const personId = await school.person("looked@north.example", "teacher");
  const { memberships, version } = await teacher.identity.readPerson({ personId });
  const attempts = [
    teacher.identity.updatePerson({ personId, version, name: "X", email: null }),
    teacher.identity.deactivate({ personId, version }),
    teacher.identity.grantRole({ personId, role: "school_admin", schoolId: school.schoolId }),
    teacher.identity.revokeRole({ personId, membershipId: memberships[0]?.id ?? "" }),
  ];
  for (const attempt of attempts) expect(await reasonOf(attempt)).toBe("identity.permission_missing");
});

test("guardians are linked to pupils, not to anybody", async () => {
  const pupilId = await school.person("child@north.example", "pupil");
  const guardianId = await school.person("parent@north.example", "guardian");
  const teacherId = await school.person("stranger@north.example", "teacher");
  expect(await reasonOf(office.identity.linkGuardian({ pupilId, guardianId: teacherId }))).toBe(
    "identity.not_a_guardian",
  );
  expect(await reasonOf(office.identity.linkGuardian({ pupilId: teacherId, guardianId }))).toBe(
    "identity.not_a_pupil",
  );
  await office.identity.linkGuardian({ pupilId, guardianId });
  expect((await office.identity.readPerson({ personId: pupilId })).guardians).toMatchObject([
    { name: "parent" },
  ]);
  await office.identity.unlinkGuardian({ pupilId, guardianId });
  expect((await office.identity.readPerson({ personId: pupilId })).guardians).toEqual([]);
});

test("another house sees nothing of this one", async () => {
  const elsewhere = await school.createTenant("elsewhere");
  const { api } = openBrowser(school.database, elsewhere);
  expect(await reasonOf(api.identity.listPeople({}))).toBe("identity.sign_in_needed");
  const rows = await school.database.readTenant(
    elsewhere,
    { kind: "person", id: officeId, sessionId: null },
    (db) => db.rows(sql`select id from people`),
  );
  expect(rows).toEqual([]);
});

test("what was done stands in the record, with who did it", async () => {
  const entries = await school.database.readTenant(
    school.tenant,
    { kind: "person", id: officeId, sessionId: null },
    (db) =>
      db.rows<{ action: string }>(
        sql`select distinct action from audit_entries where actor_id = ${officeId} and school_id = ${school.schoolId}`,
      ),
  );
  expect(entries.map(({ action }) => action).sort()).toEqual(["identity.grantRole", "identity.revokeRole"]);
});
