import type { Command } from "commander";
import { loadConfig } from "../../server/core/config.ts";
import { reachDatabase } from "../../server/core/db/connect.ts";
import { type HouseMigration, migrateHouses, slugsBehind } from "../../server/core/db/house-steps.ts";
import { migratePlatform } from "../../server/core/db/migrate.ts";
import { keepSpares } from "../../server/core/db/spares.ts";
import { examine } from "../../server/domains/tenants/doctor/service.ts";
import { whole } from "./numbers.ts";
import { exitCodes, fail, print } from "./output.ts";

type Common = { json?: boolean };

/** `atrium migrate` and `atrium doctor`. */
export function addUpkeepCommands(program: Command): void {
  program
    .command("migrate")
    .description("bring the control plane and every school's house to this version; safe to run again")
    .option("--parallel <houses>", "houses worked on at a time", whole(1), 4)
    .option("--json", "print JSON")
    .action(migrate);
  program
    .command("doctor")
    .description("look for what is wrong with the database; changes nothing; exit code 1 if something is")
    .option("--json", "print JSON")
    .action(doctor);
}

async function migrate(options: Common & { parallel: number }): Promise<void> {
  try {
    const config = loadConfig();
    const connections = await reachDatabase(config, (line) => console.error(line));
    try {
      await migratePlatform(connections.ownerUrl, config.SECRET);
      const houses = await migrateHouses(connections.ownerUrl, {
        parallel: options.parallel,
        onHouse: (house) => options.json || console.log(`${house.slug}: ${outcomeOf(house)}`),
      });
      const spares = await keepSpares(connections.ownerUrl, config.SPARE_HOUSES);
      const behind = await slugsBehind(connections.ownerUrl); // whatever was said above, this is how things stand
      const count = (outcome: HouseMigration["outcome"]) =>
        houses.filter((one) => one.outcome === outcome).length;
      print(
        options.json,
        { houses, spares, behind },
        () =>
          `The control plane is current. Houses: ${count("migrated")} migrated, ${count("failed")} failed, ${count("held")} held back. Spares: ${spares.built} built, ${spares.dropped} dropped.${behind.length > 0 ? ` Still behind: ${behind.join(", ")}.` : ""}`,
      );
      if (behind.length > 0 || count("migrated") < houses.length) process.exitCode = exitCodes.refused;
    } finally {
      await connections.release();
    }
  } catch (error) {
    fail(options.json, error);
  }
}

const outcomeOf = (house: HouseMigration): string =>
  house.outcome === "migrated"
    ? `${house.from} → ${house.to}`
    : house.outcome === "failed"
      ? `failed, still at ${house.from}: ${house.error}`
      : "held back, because a canary failed";

async function doctor(options: Common): Promise<void> {
  try {
    const config = loadConfig();
    const connections = await reachDatabase(config, (line) => console.error(line));
    try {
      const findings = await examine(connections.ownerUrl, config.SPARE_HOUSES);
      print(options.json, { ok: findings.every((one) => one.ok), findings }, () =>
        findings
          .flatMap((one) => [
            `${one.ok ? "ok  " : "BAD "} ${one.check}: ${one.summary}`,
            ...one.details.slice(0, 20).map((line) => `       ${line}`),
          ])
          .join("\n"),
      );
      if (findings.some((one) => !one.ok)) process.exitCode = exitCodes.refused;
    } finally {
      await connections.release();
    }
  } catch (error) {
    fail(options.json, error);
  }
}
