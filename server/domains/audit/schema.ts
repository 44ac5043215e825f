import * as z from "zod";
import { auditKinds } from "./words/schema.ts";

export const listAuditInput = z.object({
  /** Entries of one school; without it all that the reader may see. */
  schoolId: z.uuid().optional(),
  /** By whom. */
  actorId: z.uuid().optional(),
  kind: z.enum(auditKinds).optional(),
  /** About which row. */
  entity: z.string().max(40).optional(),
  entityId: z.string().max(100).optional(),
  /** First and last day, in `timeZone`. */
  from: z.iso.date().optional(),
  until: z.iso.date().optional(),
  timeZone: z
    .string()
    .max(60)
    .regex(/^[\w+/-]+$/)
    .default("UTC"),
  cursor: z.string().max(200).optional(),
  limit: z.int().min(1).max(100).default(50),
});

const named = z.object({ id: z.string(), name: z.string() });

export const auditEntry = z.object({
  id: z.uuid(),
  at: z.string(),
  /** Null when the product itself did it, or nobody was signed in. */
  actor: named.nullable(),
  action: z.string(),
  entity: z.string(),
  entityId: z.string(),
  /** What the thing is called now, or was called then. */
  entityName: z.string().nullable(),
  school: named.nullable(),
  details: z.record(z.string(), z.unknown()),
});
export type AuditEntry = z.output<typeof auditEntry>;

export const listAuditOutput = z.object({
  entries: z.array(auditEntry),
  nextCursor: z.string().nullable(),
  /** Names of the ids inside the details. */
  names: z.record(z.string(), z.string()),
  /** Names of the person and the thing that were asked for. */
  actor: named.nullable(),
  thing: named.nullable(),
});
export type AuditPage = z.output<typeof listAuditOutput>;
