import { Resolver } from "node:dns/promises";
import { AppError } from "../../../core/errors.ts";

/** Reads TXT records of a name; none where there is no such name. Throws UNAVAILABLE `tenants.dns_silent`. */
export type TextRecords = (name: string) => Promise<string[]>;

const nothingThere = new Set(["ENOTFOUND", "ENODATA"]);

/** TXT records as the machine's resolver sees them, with a deadline. */
export const readTextRecords: TextRecords = async (name) => {
  const resolver = new Resolver({ timeout: 3_000, tries: 2 });
  try {
    const records = await resolver.resolveTxt(name);
    return records.map((pieces) => pieces.join("")); // a long record comes in pieces of 255 bytes
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? "";
    if (nothingThere.has(code)) return [];
    throw new AppError("UNAVAILABLE", "tenants.dns_silent", { name, code }, error);
  }
};
