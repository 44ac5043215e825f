import type { z } from "zod";
import type { Ctx } from "../../core/context.ts";
import { invalid } from "../../core/errors.ts";
import { type AuditRow, listEntries, listNames } from "./queries.ts";
import type { AuditEntry, AuditPage, listAuditInput } from "./schema.ts";

/**
 * Who did what, the newest first, with the names of everybody and everything that is spoken of.
 * @throws AppError INVALID `audit.cursor_invalid`, `audit.time_zone_unknown`
 */
export async function listAudit(ctx: Ctx, input: z.output<typeof listAuditInput>): Promise<AuditPage> {
  const { cursor, limit, ...filter } = input;
  if (!isTimeZone(filter.timeZone)) throw invalid("audit.time_zone_unknown");
  const rows = await listEntries(ctx.db, filter, cursor === undefined ? null : readCursor(cursor), limit + 1);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const asked = [filter.actorId, filter.entityId].flatMap((id) => (id && isId(id) ? [id] : []));
  const ids = new Set([...page.flatMap(idsOf), ...asked]);
  const found = ids.size > 0 ? await listNames(ctx.db, [...ids]) : [];
  const names = new Map(found.map(({ id, name }) => [id, name]));
  const naming = (id: string | null | undefined) => (id ? { id, name: names.get(id) ?? "" } : null);
  return {
    entries: page.map((row) => toEntry(row, names)),
    nextCursor: rows.length > limit && last ? writeCursor(last) : null,
    names: Object.fromEntries(names),
    actor: naming(filter.actorId),
    thing: naming(filter.entityId),
  };
}

function toEntry(
  { moment: _, actorId, schoolId, ...row }: AuditRow,
  names: ReadonlyMap<string, string>,
): AuditEntry {
  const { values, name, title } = row.details as {
    values?: { name?: unknown };
    name?: unknown;
    title?: unknown;
  };
  const then = [values?.name, name, title].find((one): one is string => typeof one === "string");
  const known = (id: string) => ({ id, name: names.get(id) ?? "" });
  // somebody who signs in is not signed in yet, so the product wrote the entry; it is theirs all the same
  const doer = actorId ?? (row.entity === "people" && ownDoing.has(row.action) ? row.entityId : null);
  return {
    ...row,
    actor: doer ? known(doer) : null,
    school: schoolId ? known(schoolId) : null,
    entityName: names.get(row.entityId) ?? then ?? null,
  };
}

const ownDoing = new Set(["identity.signIn", "identity.resetPassword", "identity.acceptInvitation"]);

const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const isId = (text: string): boolean => new RegExp(`^${uuid.source}$`).test(text);

/** Ids of an entry: of its actor, its school, its thing, and those inside its details. */
function idsOf(row: AuditRow): string[] {
  const inside = JSON.stringify(row.details).match(uuid) ?? [];
  return [row.actorId, row.schoolId, row.entityId, ...inside.slice(0, idsPerEntry)].flatMap((id) =>
    id && isId(id) ? [id] : [],
  );
}

/** An entry about thousands of lessons names its first ones; the page shows no more. */
const idsPerEntry = 60;

const writeCursor = ({ moment, id }: AuditRow): string =>
  Buffer.from(JSON.stringify([moment, id])).toString("base64url");

function readCursor(cursor: string): readonly [string, string] {
  try {
    const [moment, id] = JSON.parse(Buffer.from(cursor, "base64url").toString()) as unknown[];
    if (typeof moment === "string" && !Number.isNaN(Date.parse(moment)) && typeof id === "string" && isId(id))
      return [moment, id];
  } catch {
    // not one of ours: said below
  }
  throw invalid("audit.cursor_invalid");
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
