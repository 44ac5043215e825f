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

/** Everything of a kind that a picker can offer. */
export const choicesInput = z.object({ schoolId: z.uuid(), kinds: z.array(z.enum(namedKinds)).min(1) });
