import * as z from "zod";

const label = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

/** Letters beyond ASCII in their DNS form; nothing for what is more than a name. */
function asBrowsersSend(name: string): string {
  if (/[/?#@:\\\s]/.test(name)) return "";
  try {
    return new URL(`http://${name}`).hostname;
  } catch {
    return "";
  }
}

/** A host name as browsers send it: lower case, letters beyond ASCII in their DNS form, no port, no dot at the end. */
export const host = z
  .string()
  .trim()
  .transform((name) => asBrowsersSend(name.replace(/\.$/, "")))
  .refine((name) => {
    const labels = name.split(".");
    const isName = labels.length >= 2 && labels.every((one) => label.test(one));
    return isName && name.length <= 253 && !/^\d+$/.test(labels.at(-1) ?? "");
  }, "tenants.domain_form");
