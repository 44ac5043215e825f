import { type AnyProcedure, TRPCError } from "@trpc/server";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { z } from "zod";
import { roles, type Viewer } from "../core/auth.ts";
import type { RequestContext } from "../core/context.ts";
import { createLogger } from "../core/log.ts";
import { may } from "../core/permissions.ts";
import { createCaller } from "./caller.ts";
import type { ProcedureMeta } from "./init.ts";
import { appRouter } from "./root.ts";
import { sampleInput } from "./testing/sample-input.ts";
import { openVictim, type Victim } from "./testing/victim.ts";

type Definition = { type: "query" | "mutation" | "subscription"; meta?: ProcedureMeta; inputs: z.ZodType[] };
type Outcome = { ok: true; answer: unknown } | { ok: false; code: string };

const procedures = Object.entries(appRouter._def.procedures as unknown as Record<string, AnyProcedure>).map(
  ([path, procedure]) => ({ path, ...(procedure._def as unknown as Definition) }),
);
/** Queries whose sample shows no row of a school to its admin: the caller's own, counts, ids that were sent or misfit. */
const aboutNoRow = [
  "identity.listSessions OK",
  "mailbox.list OK",
  "mailbox.read NOT_FOUND",
  "school.rules.groups OK",
  "school.overview OK",
  "school.names OK",
  "timetable.hasLessons OK",
  "timetable.view NOT_FOUND",
  "timetable.export OK",
];
const log = createLogger("silent");

let victim: Victim;
beforeAll(async () => {
  victim = await openVictim();
}, 120_000);
afterAll(() => victim.close());

describe("Every procedure", () => {
  test.each(procedures)("$path declares who may call it", ({ meta }) => {
    expect(meta?.access).toBeTruthy();
  });

  test.each(procedures)(
    "$path refuses the anonymous and another house's session before it looks at input",
    async (one) => {
      const outcome = await call(one.path, null, sampleInput(one.inputs[0], idFor(one.path)));
      if (one.meta?.access === "public") {
        expect(codeOf(outcome)).not.toBe("INTERNAL_SERVER_ERROR");
        expect(leaked(outcome, [])).toEqual([]);
      } else expect(codeOf(outcome)).toBe("UNAUTHORIZED");
    },
  );

  test.each(procedures)("$path refuses every role without its permission", async ({ path, meta }) => {
    if (!meta || meta.access === "public") return;
    for (const role of roles) {
      const member = victim.members[role];
      if (may(member.memberships, meta.access)) continue;
      expect([role, codeOf(await call(path, member, undefined))]).toEqual([role, "FORBIDDEN"]);
    }
  });

  test.each(procedures)(
    "$path shows and changes nothing of a school for a member of another, whatever ids they send",
    async (one) => {
      const before = await victim.fingerprint();
      const attackers = [...roles.map((role) => victim.strangers[role]), victim.allRoles];
      for (const attacker of attackers) {
        const candidates = attacker === victim.allRoles ? [...victim.idOf.values()] : [undefined];
        for (const candidate of candidates) {
          const input = sampleInput(one.inputs[0], idFor(one.path, candidate));
          const outcome = await call(one.path, attacker, input);
          expect(codeOf(outcome)).not.toBe("INTERNAL_SERVER_ERROR");
          expect(leaked(outcome, input)).toEqual([]);
          if (!needsId(one.inputs[0])) break;
        }
      }
      expect(await victim.fingerprint()).toEqual(before);
    },
  );
});

describe("The inputs of these attacks", () => {
  test("pass each procedure's own schema, so that a refusal is a refusal", () => {
    const unfit = procedures.flatMap(({ path, inputs }) => {
      const parsed = inputs[0]?.safeParse(sampleInput(inputs[0], idFor(path)));
      return parsed?.success === false ? [`${path}: ${parsed.error.message}`] : [];
    });
    expect(unfit).toEqual([]);
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

/** Answers as the router would over HTTP; another house's cookie finds no session here, which is the anonymous case. */
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

const codeOf = (outcome: Outcome) => (outcome.ok ? "OK" : outcome.code);

/** Secrets of the victim in an answer that the caller had not sent. */
function leaked(outcome: Outcome, input: unknown): string[] {
  if (!outcome.ok) return [];
  const answer = JSON.stringify(outcome.answer) ?? "";
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
