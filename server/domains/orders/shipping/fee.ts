import type { ExplanationLine } from "../schema.ts";
import type { ShippingRule } from "./schema.ts";

/** What a parcel costs depends on this. Amounts are minor units of `currency`. */
export type Parcel = {
  currency: string;
  goods: number;
  weightGrams: number;
  country: string;
  zone: string;
  /** Whether anything in the order travels; a course or a meal does not. */
  ships: boolean;
};

export type Fee = { fee: number; explanation: ExplanationLine[] };

/**
 * The school's fee for an order: the first rule that fits decides. The explanation names every rule that was looked at
 * and why it did not fit, so that the office can answer a parent.
 */
export function shippingFee(rules: readonly ShippingRule[], parcel: Parcel): Fee {
  if (!parcel.ships) return { fee: 0, explanation: [{ key: "nothing_ships", params: {} }] };
  const explanation: ExplanationLine[] = [];
  for (const rule of rules) {
    const misfit = whyNot(rule, parcel);
    if (misfit) {
      explanation.push({
        key: misfit,
        params: { rule: rule.name, country: parcel.country, zone: parcel.zone },
      });
      continue;
    }
    const { fee, line } = feeOf(rule, parcel);
    return { fee, explanation: [...explanation, line] };
  }
  const none = rules.length === 0 ? "no_rules" : "no_rule_fits";
  return { fee: 0, explanation: [...explanation, { key: none, params: {} }] };
}

function whyNot(rule: ShippingRule, parcel: Parcel): string | null {
  if (rule.currency !== parcel.currency) return "other_currency";
  if (!rule.zone) return null;
  if (rule.zone.countries.length > 0 && !rule.zone.countries.includes(parcel.country)) return "other_country";
  if (rule.zone.zones.length > 0 && !rule.zone.zones.includes(parcel.zone)) return "other_zone";
  return null;
}

function feeOf(rule: ShippingRule, parcel: Parcel): { fee: number; line: ExplanationLine } {
  const params = { rule: rule.name, currency: rule.currency };
  if (rule.kind === "free") return { fee: 0, line: { key: "free", params } };
  if (rule.freeFrom !== undefined && parcel.goods >= rule.freeFrom)
    return {
      fee: 0,
      line: { key: "free_from", params: { ...params, from: rule.freeFrom, goods: parcel.goods } },
    };
  if (rule.kind === "flat")
    return { fee: rule.fee, line: { key: "flat", params: { ...params, fee: rule.fee } } };
  const measure = rule.kind === "weight" ? parcel.weightGrams : parcel.goods;
  const step = rule.steps.find(({ upTo }) => upTo === null || measure <= upTo) ?? rule.steps.at(-1);
  const fee = step?.fee ?? 0;
  return {
    fee,
    line: { key: `by_${rule.kind}`, params: { ...params, fee, measure, upTo: step?.upTo ?? null } },
  };
}
