import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { TenantRef } from "../core/db/database.ts";
import { sql } from "../core/db/sql.ts";
import { createMetrics } from "../core/metrics.ts";
import { createWeb } from "../http/web.ts";
import { ask } from "../testing/ask.ts";
import { openWebRig, type Person, type WebRig } from "../testing/web-rig.ts";
import { createGraphql } from "./graphql.ts";

let rig: WebRig;
const houses: { tenant: TenantRef; school: string; admin: Person; teacher: Person }[] = [];

beforeAll(async () => {
  rig = await openWebRig();
  for (const slug of ["north", "south"]) {
    const tenant = await rig.createTenant(slug);
    const school = await rig.school(tenant, `${slug} school`);
    const other = await rig.school(tenant, `${slug} annex`);
    await rig.asSystem(tenant, async (db) => {
      for (const name of ["Maths", "Art", "Music"])
        await db.run(sql`insert into subjects (school_id, name) values (${school}, ${`${slug} ${name}`})`);
      await db.run(sql`insert into subjects (school_id, name) values (${other}, ${`${slug} Latin`})`);
    });
    const admin = await rig.person(tenant, `Admin-${slug}`, [{ role: "school_admin", schoolId: null }]);
    const teacher = await rig.person(tenant, `Teacher-${slug}`, [{ role: "teacher", schoolId: school }]);
    houses.push({ tenant, school, admin, teacher });
  }
});
afterAll(() => rig.stop());

const house = (index: number) => {
  const found = houses[index];
  if (!found) throw new Error("no such house");
  return found;
};

type Data = {
  allSubjects: { nodes: { name: string; schoolBySchoolId: { name: string } }[] };
  __schema: {
    types: { name: string; fields: { name: string }[] | null }[];
    mutationType: null;
    subscriptionType: null;
  };
};

async function query(
  tenant: TenantRef,
  person: Person | null,
  text: string,
  variables?: Record<string, unknown>,
) {
  const answer = await ask(rig.port, rig.hostOf(tenant), "/graphql", {
    method: "POST",
    headers: {
      "content-type": "application/json",
      origin: rig.originOf(tenant),
      ...(person && { cookie: person.cookie }),
    },
    body: JSON.stringify({ query: text, variables }),
  });
  return {
    status: answer.status,
    ...(JSON.parse(answer.body) as { data?: Data; errors?: { message: string }[] }),
  };
}

const subjects = "{ allSubjects { nodes { name schoolBySchoolId { name } } } }";

describe("reading through GraphQL", () => {
  test("shows what the person may see, and relations of it", async () => {
    const { tenant, admin, teacher } = house(0);
    const whole = await query(tenant, admin, subjects);
    expect(whole.errors).toBeUndefined();
    expect(whole.data?.allSubjects.nodes).toHaveLength(4);
    const own = await query(tenant, teacher, subjects);
    expect(own.data?.allSubjects.nodes.map((one) => one.name).sort()).toEqual([
      "north Art",
      "north Maths",
      "north Music",
    ]);
    expect(own.data?.allSubjects.nodes[0]?.schoolBySchoolId.name).toBe("north school");
  });

  test("answers 200 mixed requests of two houses and three persons without one mistake", async () => {
    const ask = async (index: number) => {
      const { tenant, admin, teacher } = house(index % 2);
      const person = [admin, teacher, null][index % 3] ?? null;
      const answer = await query(tenant, person, subjects);
      if (!person) return expect(answer.status).toBe(401);
      const names = answer.data?.allSubjects.nodes.map((one) => one.name) ?? [];
      expect(names).toHaveLength(person === admin ? 4 : 3);
      for (const name of names) expect(name.startsWith(tenant.slug), name).toBe(true);
    };
    await Promise.all(Array.from({ length: 200 }, (_, index) => ask(index)));
  });

  test("asks another house's session to sign in", async () => {
    const answer = await query(house(1).tenant, house(0).admin, subjects);
    expect(answer.status).toBe(401);
    expect(answer.data).toBeUndefined();
  });
});

describe("what GraphQL refuses", () => {
  test("everything to strangers, introspection included", async () => {
    expect((await query(house(0).tenant, null, "{ __schema { types { name } } }")).status).toBe(401);
  });

  test("mutations and subscriptions: there are none", async () => {
    const { tenant, admin } = house(0);
    for (const text of [
      'mutation { createSubject(input: { subject: { name: "x" } }) { clientMutationId } }',
      "mutation { __typename }",
      "subscription { __typename }",
    ]) {
      const answer = await query(tenant, admin, text);
      expect(answer.status, text).toBe(400);
      expect(answer.data).toBeUndefined();
    }
    const { data } = await query(
      tenant,
      admin,
      "{ __schema { mutationType { name } subscriptionType { name } } }",
    );
    expect(data?.__schema).toEqual({ mutationType: null, subscriptionType: null });
  });

  test("queries that go too deep, cost too much, or ask for too long a page", async () => {
    const { tenant, admin } = house(0);
    const nest = (levels: number): string =>
      levels === 0
        ? "id"
        : `subjectsBySchoolId(first: 1) { nodes { schoolBySchoolId { ${nest(levels - 1)} } } }`;
    const deep = await query(tenant, admin, `{ allSchools(first: 1) { nodes { ${nest(5)} } } }`);
    expect([deep.status, deep.errors?.[0]?.message]).toEqual([400, "graphql.too_deep"]);
    const wide =
      "{ allSchools { nodes { subjectsBySchoolId { nodes { schoolBySchoolId { subjectsBySchoolId { nodes { id } } } } } } } }";
    const costly = await query(tenant, admin, wide);
    expect([costly.status, costly.errors?.[0]?.message]).toEqual([400, "graphql.too_costly"]);
    for (const [text, variables] of [
      ["{ allSubjects(first: 100000) { nodes { id } } }", {}],
      ["query q($n: Int) { allSubjects(first: $n) { nodes { id } } }", { n: 100_000 }],
      ["query q($n: Int = 100000) { allSubjects(first: $n) { nodes { id } } }", {}],
      ["query q($n: Int) { allSubjects(first: $n) { nodes { id } } }", { n: null }],
    ] as const) {
      const long = await query(tenant, admin, text, variables);
      expect([text, long.status, long.errors?.[0]?.message]).toEqual([text, 400, "graphql.page_too_large"]);
    }
    const spread = `query { ...a } fragment a on Query { ${"...b ".repeat(30)} } fragment b on Query { ${"...c ".repeat(30)} } fragment c on Query { ${"...d ".repeat(30)} } fragment d on Query { __typename }`;
    expect((await query(tenant, admin, spread)).status).toBe(400);
  });

  test("secrets: no table or column of credentials, mail, queues or events is in the schema", async () => {
    const { tenant, admin } = house(0);
    const { data } = await query(tenant, admin, "{ __schema { types { name fields { name } } } }");
    const names = (data?.__schema.types ?? []).flatMap((type) => [
      type.name,
      ...(type.fields ?? []).map((field) => field.name),
    ]);
    expect(names).toContain("Subject");
    expect(names).toContain("allPeople");
    for (const name of names)
      expect(name).not.toMatch(
        /password|session|token|hash|invitation|attempt|mail(?!$)|liveEvent|audit|secret/i,
      );
  });

  test("nonsense, in the protocol's shape", async () => {
    const { tenant, admin } = house(0);
    expect((await query(tenant, admin, "{")).status).toBe(400);
    expect((await query(tenant, admin, "{ nothing }")).errors?.[0]?.message).toContain("nothing");
    expect((await query(tenant, admin, `{ ${"a ".repeat(3_000)} }`)).status).toBe(400);
  });
});

test("the database itself refuses to write in a GraphQL request's transaction", async () => {
  const { tenant } = house(0);
  const { default: pg } = await import("pg");
  const client = new pg.Client({ connectionString: rig.appUrl });
  await client.connect();
  await client.query("begin");
  await client.query("select set_config('transaction_read_only', 'on', true), set_config('role', $1, true)", [
    tenant.role,
  ]);
  await expect(client.query(`insert into "${tenant.schema}".tags (name) values ('x')`)).rejects.toMatchObject(
    { code: "25006" },
  );
  await client.end();
});

test("a database that went away is said to be away, and serves again when it is back", async () => {
  const { hostname, port } = new URL(rig.appUrl);
  const lines = new Set<Socket>();
  const relay = createServer((line) => {
    const onward = connect(Number(port), hostname);
    for (const end of [line, onward]) lines.add(end.on("error", () => undefined));
    line.pipe(onward).pipe(line);
  });
  relay.listen(0, "127.0.0.1");
  await once(relay, "listening");
  const through = new URL(rig.appUrl);
  through.host = `127.0.0.1:${(relay.address() as AddressInfo).port}`;
  const parts = { ...rig.parts, metrics: createMetrics("web") };
  const graphql = createGraphql(parts, through.toString());
  const web = await createWeb(parts, graphql.install);
  const { tenant, admin } = house(0);
  const status = async () =>
    (
      await web.inject({
        method: "POST",
        url: "/graphql",
        headers: { host: rig.hostOf(tenant), origin: rig.originOf(tenant), cookie: admin.cookie },
        payload: { query: subjects },
      })
    ).statusCode;
  try {
    expect(await status()).toBe(200);
    const { port: at } = relay.address() as AddressInfo;
    relay.close();
    for (const line of lines) line.destroy();
    expect(await status()).toBe(503);
    relay.listen(at, "127.0.0.1");
    await expect.poll(status).toBe(200);
  } finally {
    await web.close();
    await graphql.close();
    relay.close();
    for (const line of lines) line.destroy();
  }
});
