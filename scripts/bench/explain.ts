/**
 * `node scripts/bench/explain.ts [--seed N] [--seconds S] [--kinds a,b] [--no-exact] FILE.fet …`: puts every kind of
 * impossibility at random into each good file; see engine/explanations.ts. `npm run bench:engine -- --explain` does it
 * over all files.
 */
import { parseArgs } from "node:util";
import { loadExactSolver } from "#server/domains/timetable/explain/highs.ts";
import { explainFile } from "./engine/explanations.ts";
import { quantile } from "./figure.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: "string", default: "1" },
    seconds: { type: "string", default: "30" },
    kinds: { type: "string" },
    "no-exact": { type: "boolean", default: false },
  },
});
const plan = {
  seed: Number(values.seed),
  seconds: Number(values.seconds),
  kinds: values.kinds?.split(",") ?? [],
  exact: values["no-exact"] ? null : await loadExactSolver(),
};
const medians = positionals.map((file) => explainFile(file, plan).seconds);
console.log(`median file: ${quantile(medians, 0.5).toFixed(2)} s`);
