import loadHighs, { type ModelData } from "highs";
import type { ExactSolver, IntegerModel } from "../solver/explain/integer-model.ts";

// The package declares its types as those of a CommonJS module, yet is loaded as an ES module.
const load = loadHighs as unknown as typeof loadHighs.default;

type Highs = Awaited<ReturnType<typeof load>>;

/** Up to so many columns a model is first tried as it is. */
const SMALL = 2_000;
/** Part of the time for that. */
const FIRST_SHARE = 1 / 3;
/** Without presolve and heuristics: some small impossible models that keep the default busy for minutes fall at once. */
const asItIs = { presolve: "off", mip_heuristic_effort: 0 };

/**
 * HiGHS (MIT, WebAssembly) as the engine's exact solver. Loading takes a tenth of a second; each model is handed over as
 * sparse rows and freed at once. docs/adr/009 says why this one.
 */
export async function loadExactSolver(): Promise<ExactSolver> {
  const highs = await load();
  return (model, seconds) => {
    const data = asData(model);
    if (model.columnCount > SMALL) return run(highs, data, { time_limit: seconds });
    const first = run(highs, data, { time_limit: seconds * FIRST_SHARE, ...asItIs });
    return first.is === "unknown" ? run(highs, data, { time_limit: seconds * (1 - FIRST_SHARE) }) : first;
  };
}

function run(
  highs: Highs,
  data: ModelData,
  options: Readonly<Record<string, number | string>>,
): ReturnType<ExactSolver> {
  return highs.withModel(data, (solver) => {
    solver.options.set({ output_flag: false, ...options });
    solver.run();
    const status = solver.getModelStatus();
    const { infeasible, optimal } = highs.constants.modelStatus;
    if (status === infeasible) return { is: "impossible" as const };
    if (status !== optimal) return { is: "unknown" as const };
    return { is: "possible" as const, values: solver.getSolution().colValue };
  });
}

function asData({ columnCount, rows }: IntegerModel): ModelData {
  const starts = new Int32Array(rows.length + 1);
  rows.forEach((row, index) => {
    starts[index + 1] = (starts[index] ?? 0) + row.columns.length;
  });
  return {
    numCols: columnCount,
    numRows: rows.length,
    colCost: new Float64Array(columnCount),
    colLower: new Float64Array(columnCount),
    colUpper: new Float64Array(columnCount).fill(1),
    rowLower: Float64Array.from(rows, ({ lower }) => lower),
    rowUpper: Float64Array.from(rows, ({ upper }) => upper),
    integrality: new Int32Array(columnCount).fill(1),
    matrix: {
      format: "csr",
      numRows: rows.length,
      numCols: columnCount,
      starts,
      indices: Int32Array.from(rows.flatMap(({ columns }) => columns)),
      values: Float64Array.from(rows.flatMap(({ coefficients }) => coefficients)),
    },
  };
}
