import type { z } from "zod";
import type { Ctx } from "../../../core/context.ts";
import { notFound } from "../../../core/errors.ts";
import * as queries from "./queries.ts";
import type { findOrdersInput, findOrdersOutput, OrdersOverview } from "./schema.ts";

/** What waits for the office of a school. */
export async function readOverview({ db }: Ctx, schoolId: string): Promise<OrdersOverview> {
  const overview = await queries.readOverview(db, schoolId);
  if (!overview) throw notFound("school.unknown");
  return overview;
}

/** Shorter texts would look at every order and find most of them. */
const shortest = 3;

/** Orders of all one's schools by number, or by words of three letters and more: for finding while typing. */
export async function findOrders(
  { db }: Ctx,
  { query, limit }: z.output<typeof findOrdersInput>,
): Promise<z.output<typeof findOrdersOutput>> {
  const digits = /^#?(\d{1,15})$/.exec(query)?.[1];
  const words = query.toLowerCase().split(/\s+/);
  const numbered = digits ? await queries.findByNumber(db, digits, limit) : [];
  if (numbered.length > 0 || words.some((word) => word.length < shortest))
    return numbered as z.output<typeof findOrdersOutput>;
  const patterns = words.map((word) => `%${word.replace(/[\\%_]/g, "\\$&")}%`);
  return (await queries.findByWords(db, patterns, limit)) as z.output<typeof findOrdersOutput>;
}
