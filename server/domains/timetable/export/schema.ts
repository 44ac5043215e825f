import * as z from "zod";

/** `results`: times and rooms in FET's format. `fet`: the school's data. `locked`: the data with every lesson locked. */
export const exportFormats = ["results", "fet", "locked", "csv"] as const;
export type ExportFormat = (typeof exportFormats)[number];

export const exportInput = z.object({ id: z.uuid(), format: z.enum(exportFormats) });
export const exportOutput = z.object({ fileName: z.string(), contentType: z.string(), content: z.string() });
export type ExportedFile = z.output<typeof exportOutput>;
