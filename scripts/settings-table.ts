/** `node scripts/settings-table.ts`: writes docs/settings.md from the schema of the environment. */
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import * as z from "zod";
import { settings } from "../server/core/config.ts";

export const settingsFile = fileURLToPath(new URL("../docs/settings.md", import.meta.url));

const head = `# Settings

Environment variables, read once when a process starts. Each has a default that works on one machine. A value that
cannot be used ends the process with a message that names the variable; an empty value counts as none.

Written by \`node scripts/settings-table.ts\` from \`server/core/config.ts\`; a test fails when the two differ.
`;

/** What JSON Schema says of one setting, as far as the table shows it. */
type Shape = {
  type?: string;
  enum?: string[];
  format?: string;
  minimum?: number;
  maximum?: number;
  minLength?: number;
};

/** The whole page: one row for each setting, in the order of the schema. */
export function settingsPage(): string {
  const rows = Object.entries(settings).map(([name, schema]) => [
    code(name),
    valuesOf(schema),
    defaultOf(schema),
    schema.description ?? "",
  ]);
  const table = [["Variable", "Values", "Default", "Meaning"], ["---", "---", "---", "---"], ...rows];
  return `${head}\n${table.map((cells) => `| ${cells.join(" | ")} |`).join("\n")}\n`;
}

function valuesOf(schema: z.ZodType): string {
  const shape = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }) as Shape;
  if (shape.enum) return shape.enum.map(code).join(", ");
  if (shape.type === "integer") return `${shape.minimum} to ${shape.maximum}`;
  if (shape.format === "uri") return "address";
  if (shape.format === "email") return "mail address";
  return (shape.minLength ?? 0) > 1 ? `text, at least ${shape.minLength} characters` : "text";
}

function defaultOf(schema: z.ZodType): string {
  const parsed = schema.safeParse(undefined);
  return parsed.success && parsed.data !== undefined ? code(String(parsed.data)) : "none";
}

const code = (text: string): string => `\`${text}\``;

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(settingsFile, settingsPage());
