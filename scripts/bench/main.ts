/** `npm run bench [name …]`: every figure is a ratio to a baseline, or a time, of this very run on this machine. */
import { benchChaos } from "./chaos.ts";
import type { Figure } from "./figure.ts";
import { benchOrders } from "./orders.ts";
import { benchOrdersPage } from "./orders-page.ts";
import { benchRequests } from "./requests.ts";
import { benchTenancy } from "./tenancy.ts";

const benches: Record<string, () => Promise<Figure[]>> = {
  requests: benchRequests,
  tenancy: benchTenancy,
  orders: benchOrders,
};

/** Too long for every day: run when named. */
const onRequest: Record<string, () => Promise<Figure[]>> = {
  chaos: benchChaos,
  "orders-page": benchOrdersPage,
};

const wanted = process.argv.slice(2);
const all = { ...benches, ...onRequest };
const unknown = wanted.filter((name) => !(name in all));
if (unknown.length > 0) {
  console.error(`No such benchmark: ${unknown.join(", ")}. There are: ${Object.keys(all).join(", ")}`);
  process.exit(2);
}
for (const [name, bench] of Object.entries(wanted.length > 0 ? all : benches)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  console.log(`\n${name}`);
  for (const { what, value, unit, target } of await bench()) {
    console.log(
      `  ${what.padEnd(62)} ${value.toFixed(2).padStart(10)} ${unit.padEnd(6)} ${target ? `(${target})` : ""}`,
    );
  }
}
