import { type Command, InvalidArgumentError, Option } from "commander";
import { systemActor } from "../../server/core/auth.ts";
import { turnShops } from "../../server/domains/orders/stores/service.ts";
import { isTimeZone } from "../../server/domains/school/schools/schema.ts";
import {
  deleteTenant,
  listTenants,
  provisionTenant,
  refOf,
  renameTenant,
  resumeTenant,
  showTenant,
  suspendTenant,
} from "../../server/domains/tenants/service.ts";
import { foundFirstSchool } from "./first-school.ts";
import { fail, print, table } from "./output.ts";
import { type Session, withSession } from "./session.ts";
import { addDomainCommands } from "./tenant-domain.ts";

type Row = Awaited<ReturnType<typeof showTenant>>;
type Common = { json?: boolean };

/** `atrium tenant …`: open, look at, close, rename and remove schools. */
export function addTenantCommands(program: Command): void {
  const tenant = program.command("tenant").description("open, look at, close, rename and remove schools");

  add(tenant, "create", "open a school in a house of its own", (command) =>
    command
      .requiredOption("--slug <slug>", "its subdomain")
      .requiredOption("--name <name>", "its name")
      .addOption(
        new Option("--time-zone <zone>", "where its clocks are, e.g. Europe/London")
          .default("UTC")
          .argParser(timeZone),
      ),
  ).action((options: Common & { slug: string; name: string; timeZone: string }) =>
    act(options, ({ town }) =>
      provisionTenant(town, options, (tenant) => foundFirstSchool(town.database, tenant, options.timeZone)),
    ),
  );

  add(tenant, "list", "list all schools").action((options: Common) =>
    run(options, async ({ town }) => {
      const rows = await listTenants(town);
      print(options.json, rows, () =>
        table(
          ["slug", "name", "status", "version", "schema"],
          rows.map((row) => [row.slug, row.name, row.status, row.templateVersion, row.schema]),
        ),
      );
    }),
  );

  add(tenant, "show <slug>", "show one school").action((slug: string, options: Common) =>
    act(options, ({ town }) => showTenant(town, slug)),
  );

  add(tenant, "suspend <slug>", "close a school to everybody, keeping all it holds", (command) =>
    command.option("--reason <text>", "why, for staff"),
  ).action((slug: string, options: Common & { reason?: string }) =>
    act(options, ({ town }) => suspendTenant(town, slug, options.reason ?? null)),
  );

  add(tenant, "resume <slug>", "open a suspended school again").action((slug: string, options: Common) =>
    act(options, ({ town }) => resumeTenant(town, slug)),
  );

  add(tenant, "rename <slug> <to>", "give a school another subdomain").action(
    (slug: string, to: string, options: Common) =>
      act(options, async ({ town }) => {
        const renamed = await renameTenant(town, slug, to);
        const actor = systemActor(town.by);
        await town.database.withTenant(refOf(renamed), actor, (db) => turnShops({ db }));
        return renamed;
      }),
  );

  add(tenant, "delete <slug>", "remove a school with all it holds; there is no way back", (command) =>
    command.option("--confirm <slug>", "the subdomain once more"),
  ).action((slug: string, options: Common & { confirm?: string }) =>
    run(options, async ({ town }) => {
      const gone = await deleteTenant(town, slug, options.confirm ?? "");
      print(
        options.json,
        { deleted: gone.slug, id: gone.id },
        () => `The school ${gone.name} (${slug}) is gone.`,
      );
    }),
  );
  addDomainCommands(tenant);
}

function add(
  parent: Command,
  usage: string,
  description: string,
  more: (command: Command) => Command = (command) => command,
): Command {
  return more(parent.command(usage).description(description)).option("--json", "print JSON");
}

function timeZone(name: string): string {
  if (!isTimeZone(name)) throw new InvalidArgumentError("a name such as Europe/London");
  return name;
}

async function run(options: Common, work: (session: Session) => Promise<void>): Promise<void> {
  try {
    await withSession(work);
  } catch (error) {
    fail(options.json, error);
  }
}

/** Runs what answers one tenant, and prints it. */
const act = (options: Common, work: (session: Session) => Promise<Row>): Promise<void> =>
  run(options, async (session) => {
    const row = await work(session);
    const { ROOT_DOMAIN, PORT } = session.config;
    print(options.json, row, () =>
      table(
        ["", ""],
        [
          ["name", row.name],
          ["subdomain", `${row.slug}.${ROOT_DOMAIN}${ROOT_DOMAIN === "localhost" ? `:${PORT}` : ""}`],
          ["status", row.statusReason ? `${row.status} (${row.statusReason})` : row.status],
          ["id", row.id],
          ["schema", row.schema],
          ["version", row.templateVersion],
          ["opened", row.createdAt],
          ...(row.migrationError ? [["migration", row.migrationError]] : []),
        ],
      ).trimStart(),
    );
  });
