import { type Sql, sql } from "../../../core/db/sql.ts";

/** A text expression as people sort names: 7B before 10A. Never null, so that a cursor can point at it. */
export const natural = (text: Sql): Sql => sql`coalesce(${text}, '') collate shared.natural`;
/** A number, with the missing ones first. */
export const counted = (number: Sql): Sql => sql`coalesce(${number}, -1)`;
