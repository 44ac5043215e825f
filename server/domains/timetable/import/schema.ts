import * as z from "zod";

/** Bytes of UTF-8 that a file may have; real ones have up to 2 MB. */
export const maxFileBytes = 32 * 1024 * 1024;

const id = z.uuid();
export const importInput = z.object({
  schoolId: id,
  fileName: z.string().trim().min(1).max(255),
  /** The text of the file, UTF-8 decoded. */
  content: z.string().min(1),
});
export const applyImportInput = importInput.extend({
  /** `remove`: what the file does not have goes (`undoImport` brings it back). `keep`: it stays beside what the file has. */
  missing: z.enum(["remove", "keep"]).default("remove"),
  /** Hash of the file that was looked at before, so that what is applied is what was approved. */
  fileHash: z.string().optional(),
});
export const undoImportInput = z.object({ importId: id });
export const undoneImportOutput = z.object({ importId: id, fileName: z.string() });
export const listImportsInput = z.object({ schoolId: id });

export const itemKinds = [
  "days",
  "hours",
  "subjects",
  "tags",
  "buildings",
  "teachers",
  "sets",
  "rooms",
  "lessons",
  "rules",
] as const;
export type ItemKind = (typeof itemKinds)[number];

const change = z.object({
  added: z.number(),
  updated: z.number(),
  unchanged: z.number(),
  /** Held by the school and not in the file. */
  missing: z.number(),
  /** Names of the first few of each, to recognise the file by. */
  examples: z.object({
    added: z.array(z.string()),
    updated: z.array(z.string()),
    missing: z.array(z.string()),
  }),
});
export type KindChange = z.output<typeof change>;

export const issueOutput = z.object({
  severity: z.enum(["note", "warning", "refusal", "fatal"]),
  code: z.string(),
  element: z.string(),
  line: z.number().nullable(),
  details: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type ImportIssue = z.output<typeof issueOutput>;

export const previewOutput = z.object({
  fileName: z.string(),
  fileHash: z.string(),
  fileSize: z.number(),
  institution: z.string(),
  mode: z.string(),
  /** Whether the file can be applied at all. */
  usable: z.boolean(),
  changes: z.object(
    Object.fromEntries(itemKinds.map((kind) => [kind, change])) as Record<ItemKind, typeof change>,
  ),
  /** What was dropped, read differently or would be refused elsewhere; the gravest first, at most 1,000. */
  issues: z.array(issueOutput),
  issueCount: z.number(),
});
export type ImportPreview = z.output<typeof previewOutput>;

export const appliedOutput = previewOutput.extend({ importId: id });
export const importsOutput = z.array(
  z.object({
    id,
    fileName: z.string(),
    fileSize: z.number(),
    counts: z.unknown(),
    createdAt: z.string(),
    createdBy: z.string().nullable(),
    /** When it was taken back. */
    undoneAt: z.string().nullable(),
    /** Whether it can be: only the latest of a school, once. */
    undoable: z.boolean(),
  }),
);
