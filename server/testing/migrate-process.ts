/** A migration for tests, to be killed: `node migrate-process.ts '{"ownerUrl":…,"steps":[…]}'`. */
import type { HouseStep } from "../core/db/house.ts";
import { migrateHouses } from "../core/db/house-steps.ts";

const { ownerUrl, steps } = JSON.parse(process.argv[2] ?? "{}") as { ownerUrl: string; steps: HouseStep[] };
await migrateHouses(ownerUrl, { steps, parallel: 1 });
