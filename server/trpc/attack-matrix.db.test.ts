import { type AnyProcedure, TRPCError } from "@trpc/server";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { z } from "zod";
import { audit } from "../core/audit.ts";
import { roles, type Viewer } from "../core/auth.ts";
import type { RequestContext } from "../core/context.ts";
import type { TenantRef } from "../core/db/database.ts";
import { sql } from "../core/db/sql.ts";
import { emit } from "../core/events.ts";
import { createLogger } from "../core/log.ts";
import { may } from "../core/permissions.ts";
import { ask } from "../testing/ask.ts";
import { openWebRig, type WebRig } from "../testing/web-rig.ts";
import { createCaller } from "./caller.ts";
import type { ProcedureMeta } from "./init.ts";
import { appRouter } from "./root.ts";
import { sampleInput, sampleInputs } from "./testing/sample-input.ts";
import { openVictim, type Victim } from "./testing/victim.ts";

type Definition = { type: "query" | "mutation" | "subscription"; meta?: ProcedureMeta; inputs: z.ZodType[] };
type Outcome = { ok: true; answer: unknown } | { ok: false; code: string };

const procedures = Object.entries(appRouter._def.procedures as unknown as Record<string, AnyProcedure>).map(
  ([path, procedure]) => ({ path, ...(procedure._def as unknown as Definition) }),
);
/** Queries whose sample shows no row of a school to its admin: the caller's own, counts, ids that were sent or misfit. */
const aboutNoRow = [
  "mailbox.list OK",
  "mailbox.read NOT_FOUND",
  "orders.deadLetters.read NOT_FOUND",
  "orders.figures OK",
  "orders.find OK",
  "orders.overview OK",
  "school.rules.groups OK",
  "school.overview OK",
  "school.lastChange NOT_FOUND",
  "school.names OK",
  "school.find OK",
  "school.schools.mayFound OK",
  "timetable.feeds.list OK",
  "timetable.hasLessons OK",
  "timetable.view NOT_FOUND",
  "timetable.export OK",
];
const log = createLogger("silent");

let rig: WebRig;
let victim: Victim;
let otherHouse: TenantRef;
/** Of sessions that are real, elsewhere: of the admin of another house, and of the school beside the victim's. */
let cookies: { otherHouse: string; schoolBeside: string };
beforeAll(async () => {
  rig = await openWebRig();
  const tenant = await rig.createTenant("victim");
  otherHouse = await rig.createTenant("beyond");
  victim = await openVictim({ ...rig, tenant, asSystem: (work) => rig.asSystem(tenant, work) });
  const beyond = await rig.person(otherHouse, "Eve", [{ role: "school_admin", schoolId: null }]);
  const beside = await rig.person(
    tenant,
    "Mallory",
    roles.map((role) => ({ role, schoolId: victim.besideId })),
  );
  cookies = { otherHouse: beyond.cookie, schoolBeside: beside.cookie };
}, 120_000);
afterAll(() => rig.stop());

describe("Every procedure", () => {
  test.each(procedures)("$path declares who may call it", ({ meta }) => {
    expect(meta?.access).toBeTruthy();
  });

  test.each(procedures)("$path refuses the anonymous before it looks at input", async (one) => {
    for (const input of sampleInputs(one.inputs[0], idFor(one.path))) {
      const outcome = await call(one.path, null, input);
      if (one.meta?.access === "public") {
        expect(codeOf(outcome)).not.toBe("INTERNAL_SERVER_ERROR");
        expect(leaked(outcome, [])).toEqual([]);
      } else expect(codeOf(outcome)).toBe("UNAUTHORIZED");
    }
    expect(await victim.changes()).toEqual([]);
  });

  test.each(procedures)("$path takes another house's session for none, over HTTP", async (one) => {
    const input = sampleInput(one.inputs[0], idFor(one.path));
    const { status, body } = await callOverHttp(one, input, cookies.otherHouse);
    if (one.meta?.access === "public") expect([one.path, status < 500]).toEqual([one.path, true]);
    else expect([status, reasonOf(body)]).toEqual([401, "identity.sign_in_needed"]);
    expect(secretsIn(body, input)).toEqual([]);
    expect(await victim.changes()).toEqual([]);
  });

  test.each(procedures)("$path refuses every role without its permission", async ({ path, meta, inputs }) => {
    if (!meta || meta.access === "public") return;
    for (const role of roles) {
      const member = victim.members[role];
      if (may(member.memberships, meta.access)) continue;
      const input = sampleInput(inputs[0], idFor(path));
      expect([role, codeOf(await call(path, member, input))]).toEqual([role, "FORBIDDEN"]);
    }
    expect(await victim.changes()).toEqual([]);
  });

  test.each(procedures)(
    "$path shows and changes nothing of a school for a member of another, whatever ids they send",
    async (one) => {
      const attackers = [...roles.map((role) => victim.strangers[role]), victim.allRoles];
      for (const attacker of attackers) {
        const candidates = attacker === victim.allRoles ? [...victim.idOf.values()] : [undefined];
        for (const candidate of candidates) {
          for (const input of sampleInputs(one.inputs[0], idFor(one.path, candidate))) {
            const outcome = await call(one.path, attacker, input);
            expect(codeOf(outcome)).not.toBe("INTERNAL_SERVER_ERROR");
            expect(leaked(outcome, input)).toEqual([]);
          }
          if (!needsId(one.inputs[0])) break;
        }
      }
      expect(await victim.changes()).toEqual([]);
    },
  );

  // signing out would end the session that the rest of these calls need
  test.each(procedures.filter(({ path }) => path !== "identity.signOut"))(
    "$path is as closed over HTTP to a session of the school beside",
    async (one) => {
      const input = sampleInput(one.inputs[0], idFor(one.path));
      const { status, body } = await callOverHttp(one, input, cookies.schoolBeside);
      if (one.meta?.access === "public") expect(status).toBeLessThan(500);
      else expect([200, 400, 403, 404, 409, 429]).toContain(status);
      expect(secretsIn(body, input)).toEqual([]);
      expect(await victim.changes()).toEqual([]);
    },
  );

  test("the sessions of these attacks were real to the end", async () => {
    const profile = (house: TenantRef, cookie: string) =>
      ask(rig.port, rig.hostOf(house), "/trpc/identity.readProfile", { headers: { cookie } });
    expect((await profile(otherHouse, cookies.otherHouse)).status).toBe(200);
    expect((await profile(victim.tenant, cookies.schoolBeside)).status).toBe(200);
  });
});

describe("The traces of these attacks", () => {
  test("would be seen in what the victim's people signed in with, were told and did", async () => {
    const { personId } = victim.members.teacher;
    await victim.changes();
    await victim.asSystem(async (db) => {
      await db.run(sql`delete from sessions where user_id = ${personId}`);
      await db.run(sql`update password_resets set used_at = now()`);
      await audit(db, "identity.invite", "people", personId, {}, victim.schoolId);
      await emit(db, {
        topic: `people/${personId}`,
        kind: "identity.ended",
        entity: "people",
        entityId: personId,
      });
    });
    expect(await victim.changes()).toEqual(["audit_entries", "live_events", "password_resets", "sessions"]);
  });
});

describe("The inputs of these attacks", () => {
  test("pass each procedure's own schema, so that a refusal is a refusal", () => {
    const unfit = procedures.flatMap(({ path, inputs }) => {
      return sampleInputs(inputs[0], idFor(path)).flatMap((input) => {
        const parsed = inputs[0]?.safeParse(input);
        return parsed?.success === false ? [`${path}: ${parsed.error.message}`] : [];
      });
    });
    expect(unfit).toEqual([]);
  });

  test("take each branch of a procedure's choices", () => {
    const kinds = (path: string) => {
      const schema = procedures.find((one) => one.path === path)?.inputs[0];
      return sampleInputs(schema, idFor(path)).map(
        (input) => /"kind":"(\w+)"/.exec(JSON.stringify(input))?.[1],
      );
    };
    expect(kinds("timetable.replan")).toEqual(["teacherAbsent", "roomLost", "school"]);
    expect(new Set(kinds("orders.shippingRules.save")).size).toBeGreaterThan(2);
  });

  test("show the school's rows to its own admin", async () => {
    const own = victim.members.school_admin;
    const blind: string[] = [];
    for (const { path, meta, inputs, type } of procedures) {
      if (type !== "query" || !meta || meta.access === "public" || !may(own.memberships, meta.access))
        continue;
      const outcome = await call(path, own, sampleInput(inputs[0], idFor(path), "lean"));
      if (leaked(outcome, null).length === 0) blind.push(`${path} ${codeOf(outcome)}`);
    }
    expect(blind.sort()).toEqual(aboutNoRow.toSorted());
  });
});

/** Answers as the router would over HTTP. */
async function call(path: string, viewer: Viewer | null, input: unknown): Promise<Outcome> {
  const context: RequestContext = {
    database: victim.database,
    tenant: victim.tenant,
    viewer,
    log,
    requestId: "attack",
    ip: "192.0.2.7",
    userAgent: "attack matrix",
    origin: "http://victim.localhost",
    setCookie: () => undefined,
  };
  const procedure = path
    .split(".")
    .reduce<unknown>((at, name) => (at as Record<string, unknown>)[name], createCaller(context));
  try {
    return { ok: true, answer: await (procedure as (input: unknown) => Promise<unknown>)(input) };
  } catch (error) {
    return { ok: false, code: error instanceof TRPCError ? error.code : String(error) };
  }
}

/** Over the wire, with a cookie of a real session. */
function callOverHttp({ path, type }: { path: string } & Definition, input: unknown, cookie: string) {
  const sent = input === undefined ? "" : JSON.stringify(input);
  const host = rig.hostOf(victim.tenant);
  if (type === "mutation") {
    const headers = { cookie, origin: rig.originOf(victim.tenant), "content-type": "application/json" };
    return ask(rig.port, host, `/trpc/${path}`, { method: "POST", headers, body: sent });
  }
  const query = sent && `?input=${encodeURIComponent(sent)}`;
  return ask(rig.port, host, `/trpc/${path}${query}`, { headers: { cookie } });
}

const reasonOf = (body: string): unknown => JSON.parse(body).error?.data.reason;

const codeOf = (outcome: Outcome) => (outcome.ok ? "OK" : outcome.code);

/** Secrets of the victim in an answer that the caller had not sent. */
function leaked(outcome: Outcome, input: unknown): string[] {
  return outcome.ok ? secretsIn(JSON.stringify(outcome.answer) ?? "", input) : [];
}

function secretsIn(answer: string, input: unknown): string[] {
  const sent = JSON.stringify(input) ?? "";
  return victim.secrets.filter((secret) => answer.includes(secret) && !sent.includes(secret));
}

const needsId = (schema: z.ZodType | undefined) =>
  JSON.stringify(sampleInput(schema, () => "<id>") ?? "").includes("<id>");

/** The victim's id that fits a field: by the field's name, else by the procedure's path, else `fallback`. */
function idFor(path: string, fallback?: string) {
  return (field: string): string => {
    const noun = field
      .replace(/Ids?$/, "")
      .replace(/([A-Z])/g, "_$1")
      .toLowerCase();
    const tables = [...victim.idOf.keys()];
    const plural = pluralOf(noun);
    const byName = tables.find((table) => table === plural || (noun !== "" && table.endsWith(`_${plural}`)));
    if (byName) return victim.idOf.get(byName) ?? victim.schoolId;
    if (fallback) return fallback;
    const segments = path
      .replace(/([A-Z])/g, "_$1")
      .toLowerCase()
      .split(/[._]/)
      .reverse();
    const fits = (table: string, word: string) =>
      table === pluralOf(word) || table === word || table.endsWith(`_${word}`);
    const byPath = segments.map((word) => tables.find((table) => fits(table, word))).find(Boolean);
    return (byPath && victim.idOf.get(byPath)) ?? victim.schoolId;
  };
}

const pluralOf = (noun: string) => (noun === "person" ? "people" : `${noun}s`);
