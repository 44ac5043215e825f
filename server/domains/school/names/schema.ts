import * as z from "zod";

export const namedKinds = [
  "teacher",
  "set",
  "room",
  "building",
  "subject",
  "tag",
  "lesson",
  "day",
  "period",
] as const;
export type NamedKind = (typeof namedKinds)[number];
export const namesInput = z.object({ schoolId: z.uuid(), ids: z.array(z.uuid()).max(20_000) });
export const namesOutput = z.array(
  z.object({ id: z.uuid(), kind: z.enum(namedKinds), name: z.string(), detail: z.string() }),
);
export type Named = z.infer<typeof namesOutput>[number];

/** What the command palette looks for: classes, teachers and rooms by name, in every school at once. */
const foundKinds = ["set", "teacher", "room"] as const;
export const findInput = z.object({
  search: z.string().trim().min(1).max(80),
  /** Most of each kind. */
  limit: z.int().min(1).max(20).default(6),
});
export const findOutput = z.array(
  z.object({
    id: z.uuid(),
    kind: z.enum(foundKinds),
    name: z.string(),
    detail: z.string(),
    schoolId: z.uuid(),
    school: z.string(),
  }),
);
export type Found = z.infer<typeof findOutput>[number];

/** Everything of a kind that a picker can offer. */
export const choicesInput = z.object({ schoolId: z.uuid(), kinds: z.array(z.enum(namedKinds)).min(1) });
