import { AppError } from "../../server/core/errors.ts";

/** 0: done. 1: refused, or the doctor found something. 2: the command was not understood. */
export const exitCodes = { done: 0, refused: 1, usage: 2 } as const;

/** Prints a result for programs (`--json`) or for people. */
export function print(json: boolean | undefined, value: unknown, text: () => string): void {
  console.log(json ? JSON.stringify(value, null, 2) : text());
}

/** Lines in columns as wide as their widest cell. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...all.map((row) => (row[column] ?? "").length)));
  return all
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

const sentences: Record<string, (details: Readonly<Record<string, unknown>>) => string> = {
  "timetable.name_unknown": ({ name }) => `There is no ${name} in the file.`,
  "tenants.unknown": ({ slug }) => `There is no school ${slug}.`,
  "tenants.slug_taken": ({ slug }) => `The subdomain ${slug} is taken.`,
  "tenants.slug_reserved": () => "That subdomain is reserved for the platform.",
  "tenants.slug_form": () => "A subdomain has lower-case letters, digits and single hyphens between them.",
  "tenants.slug_short": () => "A subdomain has at least two characters.",
  "tenants.slug_long": () => "A subdomain has at most 40 characters.",
  "tenants.name_missing": () => "A school needs a name.",
  "tenants.name_long": () => "A school's name has at most 120 characters.",
  "tenants.wrong_status": ({ slug, status, needs }) =>
    `The school ${slug} is ${status}; it must be ${[needs].flat().join(" or ")} for this.`,
  "tenants.delete_unconfirmed": ({ slug }) =>
    `Deleting cannot be undone: repeat the name with --confirm ${slug}.`,
  "tenants.domain_form": ({ host }) => `${host} is not a domain, such as timetable.hill.example.`,
  "tenants.domain_ours": ({ rootDomain }) =>
    `Addresses under ${rootDomain} are subdomains: rename the school instead.`,
  "tenants.domain_taken": ({ host }) => `Another school has the domain ${host}.`,
  "tenants.domain_unknown": ({ slug, host }) => `The school ${slug} has no domain ${host}; add it first.`,
  "tenants.domain_unproven": ({ record, found }) => {
    const { name, value } = record as { name: string; value: string };
    const there = [found].flat().join(", ") || "nothing";
    return `The DNS does not hold the record yet (changes take a while).\nWanted: ${name} TXT "${value}"\nFound: ${there}`;
  },
  "tenants.dns_silent": ({ name, code }) => `The DNS gave no answer for ${name} (${code}). Try again.`,
  "timetable.day_too_long": ({ periods, most }) =>
    `A day of ${periods} periods is too long: at most ${most} can be searched.`,
  "timetable.file_unusable": ({ text }) => `The file cannot be used: ${text}`,
  "timetable.file_unreadable": ({ file, cause }) => `${file} cannot be read: ${cause}`,
  "timetable.file_too_large": ({ file, size, limit }) =>
    `${file} is too large: ${size} bytes, and at most ${limit} are read.`,
  "timetable.out_unwritable": ({ file, cause }) => `${file} cannot be written: ${cause}`,
  "timetable.no_instance": () => "There is no instance in the archive.",
  "timetable.no_solution": () => "There is no solution to an instance of the file in the result.",
  "timetable.file_not_text": ({ file }) => `${file} is not encoded in UTF-8.`,
  "identity.invitation_form": ({ fields }) => `This cannot be used: ${[fields].flat().join(", ")}.`,
  "identity.already_member": () => "This person holds that role already.",
  "identity.person_deactivated": () => "An account with this address is deactivated.",
  "database.away": () => "The database cannot be reached.",
};

/** Says an error and sets the exit code. */
export function fail(json: boolean | undefined, error: unknown): void {
  process.exitCode = exitCodes.refused;
  const known = error instanceof AppError;
  const message = known
    ? (sentences[error.reason]?.(error.details) ?? error.reason)
    : error instanceof Error
      ? error.message
      : String(error);
  if (json) {
    const body = known ? { code: error.code, reason: error.reason, details: error.details } : {};
    console.log(JSON.stringify({ error: { ...body, message } }, null, 2));
  } else console.error(message);
}
