import type { z } from "zod";
import { audit } from "../../../core/audit.ts";
import type { Ctx } from "../../../core/context.ts";
import { conflict } from "../../../core/errors.ts";
import { requireSchool } from "../../../core/school-access.ts";
import { shippingFee } from "./fee.ts";
import * as queries from "./queries.ts";
import type {
  previewShippingInput,
  previewShippingOutput,
  ShippingRule,
  saveShippingRulesInput,
  shippingRulesOutput,
} from "./schema.ts";

type Rules = z.output<typeof shippingRulesOutput>;

/** A school's rules, the first that fits an order decides. Version 0 while it has saved none. */
export async function getShippingRules({ db }: Ctx, schoolId: string): Promise<Rules> {
  return toRules(schoolId, await queries.findRules(db, schoolId));
}

const toRules = (schoolId: string, record: queries.RulesRecord | undefined): Rules => ({
  schoolId,
  rules: (record?.rules ?? []) as ShippingRule[],
  version: record?.version ?? 0,
  updatedAt: record?.updatedAt ?? null,
});

/** Saves the whole list onto the version it was made from. Orders that are here already keep their fees. */
export async function saveShippingRules(
  ctx: Ctx,
  input: z.output<typeof saveShippingRulesInput>,
): Promise<Rules> {
  await requireSchool(ctx, "orders.configure", input.schoolId);
  const saved = await queries.saveRules(ctx.db, input.schoolId, input.version, input.rules);
  if (!saved) {
    const [server, editor] = await Promise.all([
      getShippingRules(ctx, input.schoolId),
      queries.lastRulesEditor(ctx.db, input.schoolId),
    ]);
    const details = { server, changedBy: editor?.name ?? null, changedAt: server.updatedAt };
    throw conflict("orders.version_stale", details);
  }
  const details = { rules: input.rules, version: saved.version };
  await audit(ctx.db, "orders.shipping_rules", "shipping_rules", input.schoolId, details, input.schoolId);
  return toRules(input.schoolId, saved);
}

/** What rules that are not saved yet would make of the newest orders, each with its explanation. Changes nothing. */
export async function previewShipping(
  ctx: Ctx,
  input: z.output<typeof previewShippingInput>,
): Promise<z.output<typeof previewShippingOutput>> {
  const sample = await queries.newestOrders(ctx.db, input.schoolId, input.count);
  const orders = sample.map(({ id, number, before, ...parcel }) => {
    const { fee, explanation } = shippingFee(input.rules, parcel);
    return { id, number, currency: parcel.currency, before, after: fee, explanation };
  });
  return { orders, changed: orders.filter(({ before, after }) => before !== after).length };
}
