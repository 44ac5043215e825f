import { minorDigits } from "#server/domains/orders/money/schema.ts";
import type { ShippingRule } from "#server/domains/orders/shipping/schema.ts";

export const ruleKinds = ["flat", "weight", "total", "free"] as const;
export type RuleKind = (typeof ruleKinds)[number];

/** A rule as people type it: amounts in whole units, weights in kilograms, lists with commas. */
export type RuleDraft = {
  /** Of the form's row; never saved. */
  key: string;
  name: string;
  kind: RuleKind;
  currency: string;
  fee: string;
  freeFrom: string;
  steps: { key: string; upTo: string; fee: string }[];
  countries: string;
  zones: string;
};

/** Names of fields that cannot be understood, as keys of `shop.fieldErrors`. */
export type RuleErrors = Partial<
  Record<"name" | "currency" | "fee" | "freeFrom" | "steps" | "countries", string>
>;

let made = 0;
const newKey = (): string => `rule-${++made}`;

export const emptyRule = (currency: string): RuleDraft => ({
  key: newKey(),
  name: "",
  kind: "flat",
  currency,
  fee: "",
  freeFrom: "",
  steps: [emptyStep()],
  countries: "",
  zones: "",
});
export const emptyStep = () => ({ key: newKey(), upTo: "", fee: "" });

export function toDraft(rule: ShippingRule): RuleDraft {
  const units = (amount: number) => String(amount / 10 ** minorDigits(rule.currency));
  const measure = (value: number) => (rule.kind === "weight" ? String(value / 1_000) : units(value));
  return {
    ...emptyRule(rule.currency),
    name: rule.name,
    kind: rule.kind,
    fee: rule.kind === "flat" ? units(rule.fee) : "",
    freeFrom: rule.freeFrom === undefined ? "" : units(rule.freeFrom),
    ...("steps" in rule && {
      steps: rule.steps.map(({ upTo, fee }) => ({
        key: newKey(),
        upTo: upTo === null ? "" : measure(upTo),
        fee: units(fee),
      })),
    }),
    countries: rule.zone?.countries.join(", ") ?? "",
    zones: rule.zone?.zones.join(", ") ?? "",
  };
}

/** The rule that a draft means, or what of it makes no sense. */
export function toRule(
  draft: RuleDraft,
): { rule: ShippingRule; errors: null } | { rule: null; errors: RuleErrors } {
  const errors: RuleErrors = {};
  const currency = draft.currency.trim().toUpperCase();
  const known = /^[A-Z]{3}$/.test(currency);
  if (!known) errors.currency = "currency";
  if (!draft.name.trim()) errors.name = "required";
  const digits = known ? minorDigits(currency) : 2;
  const amount = (text: string): number | null => minor(text, digits);
  const fee = amount(draft.fee);
  if (draft.kind === "flat" && fee === null) errors.fee = "amount";
  const freeFrom = draft.freeFrom.trim() === "" ? undefined : amount(draft.freeFrom);
  if (freeFrom === null) errors.freeFrom = "amount";
  const countries = words(draft.countries).map((word) => word.toUpperCase());
  if (countries.some((word) => !/^[A-Z]{2}$/.test(word))) errors.countries = "countries";
  const steps = readSteps(draft, amount);
  if (usesSteps(draft.kind) && steps === null) errors.steps = "steps";
  if (Object.keys(errors).length > 0) return { rule: null, errors };
  const zones = words(draft.zones);
  const shared = {
    name: draft.name.trim(),
    currency,
    ...(countries.length + zones.length > 0 && { zone: { countries, zones } }),
    ...(typeof freeFrom === "number" && { freeFrom }),
  };
  if (draft.kind === "free") return { rule: { kind: "free", ...shared }, errors: null };
  if (draft.kind === "flat") return { rule: { kind: "flat", ...shared, fee: fee ?? 0 }, errors: null };
  return { rule: { kind: draft.kind, ...shared, steps: steps ?? [] }, errors: null };
}

export const usesSteps = (kind: RuleKind): kind is "weight" | "total" =>
  kind === "weight" || kind === "total";

type Step = { upTo: number | null; fee: number };

/** Steps rising; the last may be open above. Null when one cannot be understood. */
function readSteps({ kind, steps }: RuleDraft, amount: (text: string) => number | null): Step[] | null {
  const read: Step[] = [];
  for (const { upTo, fee } of steps) {
    const open = upTo.trim() === "";
    const bound = open ? null : kind === "weight" ? minor(upTo, 3) : amount(upTo);
    const price = amount(fee);
    const before = read.at(-1);
    if (price === null || (!open && bound === null)) return null;
    if (before && (before.upTo === null || (bound !== null && bound <= before.upTo))) return null;
    read.push({ upTo: bound, fee: price });
  }
  return read.length > 0 ? read : null;
}

/** `12.50` with two digits is 1250; null for what is no amount or has more digits than there are coins. */
function minor(text: string, digits: number): number | null {
  const parts = /^(\d{1,9})(?:[.,](\d+))?$/.exec(text.trim());
  const fraction = parts?.[2] ?? "";
  if (!parts || fraction.length > digits) return null;
  return Number((parts[1] ?? "") + fraction.padEnd(digits, "0"));
}

const words = (text: string): string[] =>
  text
    .split(/[,;\n]+/)
    .map((word) => word.trim())
    .filter(Boolean);
