import { type Command, InvalidArgumentError, Option } from "commander";
import { systemActor } from "../../server/core/auth.ts";
import { keyringOf } from "../../server/core/secrets/seal.ts";
import { type DemoCurrency, demoCurrencies } from "../../server/domains/orders/demo/schema.ts";
import { backfill, countOrders, openDemoShop, storiesOf } from "../../server/domains/orders/demo/service.ts";
import { deliverTraffic } from "../../server/domains/orders/demo/traffic/service.ts";
import { refOf, showTenant } from "../../server/domains/tenants/service.ts";
import { whole } from "./numbers.ts";
import { fail, print } from "./output.ts";
import { type Session, withSession } from "./session.ts";

/** `atrium demo orders`: invented orders, sent as Shopify sends them. */
export function addDemoCommands(program: Command): void {
  const demo = program.command("demo").description("invented data, for trying things out");
  demo
    .command("orders")
    .description("deliver invented orders to a school's demo shop, signed as Shopify signs")
    .option("--tenant <slug>", "the house", "north")
    .option("--school <slug>", "the school whose shop it is, the oldest by default")
    .option("--count <n>", "orders; each is told in two to six deliveries", whole(1), 100)
    .option("--rate <n>", "deliveries a second; as fast as possible by default", whole(1))
    .option("--duplicates <share>", "share delivered twice, 0 to 1", share, 0)
    .option("--reorder <share>", "share delivered out of turn, 0 to 1", share, 0)
    .option("--tamper <share>", "share delivered once more with a changed body, 0 to 1", share, 0)
    .option("--days <n>", "orders of the last days", whole(1), 10)
    .addOption(
      new Option("--currency <code>", "what the shop sells in")
        .choices(Object.keys(demoCurrencies))
        .default("EUR"),
    )
    .option("--seed <n>", "the same seed tells the same orders", whole(0), 1)
    .option("--backfill <n>", "put orders into the database directly, without deliveries", whole(1))
    .option("--connections <n>", "connections side by side", whole(1), 8)
    .option("--json", "print one line of JSON")
    .action((options: Options) =>
      withSession((session) => run(session, options)).catch((error) => fail(options.json, error)),
    );
}

type Options = {
  tenant: string;
  school?: string;
  count: number;
  rate?: number;
  duplicates: number;
  reorder: number;
  tamper: number;
  days: number;
  currency: DemoCurrency;
  seed: number;
  backfill?: number;
  connections: number;
  json?: boolean;
};

async function run({ config, town }: Session, options: Options): Promise<void> {
  const tenant = refOf(await showTenant(town, options.tenant));
  const actor = systemActor("demo");
  const { shop, from } = await town.database.withTenant(tenant, actor, async (db) => {
    const shop = await openDemoShop(db, keyringOf(config), tenant.slug, options.school);
    return { shop, from: await countOrders(db, shop.storeId) };
  });
  const started = performance.now();
  const seconds = () => (performance.now() - started) / 1_000;
  if (options.backfill) {
    const stories = storiesOf(from, options.backfill, options.seed, Math.max(options.days, 90), options);
    const made = await backfill(town.database, tenant, shop, stories, (done) => {
      if (!options.json && done % 10_000 === 0) console.error(`${done} …`);
    });
    return print(
      options.json,
      { made, seconds: seconds() },
      () => `${made} orders in ${seconds().toFixed(1)} s`,
    );
  }
  const stories = storiesOf(from, options.count, options.seed, options.days, options);
  const sent = await deliverTraffic(stories, {
    ...options,
    port: config.PORT,
    host: `${tenant.slug}.${config.ROOT_DOMAIN}:${config.PORT}`,
    shop,
  });
  print(options.json, { orders: stories.length, seconds: seconds(), ...sent }, () =>
    [
      `${stories.length} orders, ${sent.deliveries} deliveries in ${seconds().toFixed(1)} s (${(sent.deliveries / seconds()).toFixed(0)}/s)`,
      `accepted ${sent.accepted}, refused ${sent.refused} (${sent.tampered} were tampered with), failed ${sent.failed}`,
      `answered within ${sent.medianMs.toFixed(1)} ms (median), ${sent.p95Ms.toFixed(1)} ms (95 of 100)`,
    ].join("\n"),
  );
}

function share(text: string): number {
  const value = Number(text.endsWith("%") ? Number(text.slice(0, -1)) / 100 : text);
  if (!(value >= 0 && value <= 1)) throw new InvalidArgumentError("a share from 0 to 1, or 0% to 100%");
  return value;
}
