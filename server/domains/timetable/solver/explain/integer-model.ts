/** A row of a linear model: lower ≤ Σ coefficient · column ≤ upper. */
export type Row = {
  readonly columns: readonly number[];
  readonly coefficients: readonly number[];
  readonly lower: number;
  readonly upper: number;
};

/** A model in yes-or-no columns without objective: is there a choice that keeps every row? */
export type IntegerModel = { readonly columnCount: number; readonly rows: readonly Row[] };

/**
 * A program that decides such models exactly, handed in from outside: this folder imports none. `impossible` must be a
 * proof; `unknown` is for limits of time and size.
 */
export type ExactSolver = (
  model: IntegerModel,
  seconds: number,
) =>
  | { readonly is: "possible"; readonly values: ArrayLike<number> }
  | { readonly is: "impossible" }
  | { readonly is: "unknown" };

/** A sum of columns, as columns with repetition. */
export type Sum = readonly number[];

/** Collects columns and rows. */
export class ModelBuilder {
  readonly rows: Row[] = [];
  columnCount = 0;

  column(): number {
    return this.columnCount++;
  }

  /** Σ plus − Σ minus ≤ upper. */
  atMost(plus: Sum, upper: number, minus: Sum = []): void {
    this.between(plus, minus, Number.NEGATIVE_INFINITY, upper);
  }

  /** Σ plus − Σ minus ≥ lower. */
  atLeast(plus: Sum, lower: number, minus: Sum = []): void {
    this.between(plus, minus, lower, Number.POSITIVE_INFINITY);
  }

  /** Σ plus − Σ minus = value. */
  equal(plus: Sum, value: number, minus: Sum = []): void {
    this.between(plus, minus, value, value);
  }

  /** A column that is 1 as soon as one of the columns is; it may be 1 otherwise too. */
  anyOf(columns: Sum): number {
    const any = this.column();
    for (const column of new Set(columns)) this.atMost([column], 0, [any]);
    return any;
  }

  model(): IntegerModel {
    return { columnCount: this.columnCount, rows: this.rows };
  }

  private between(plus: Sum, minus: Sum, lower: number, upper: number): void {
    const sum = new Map<number, number>();
    for (const column of plus) sum.set(column, (sum.get(column) ?? 0) + 1);
    for (const column of minus) sum.set(column, (sum.get(column) ?? 0) - 1);
    const terms = [...sum].filter(([, coefficient]) => coefficient !== 0);
    const most = terms.reduce((total, [, c]) => total + Math.max(0, c), 0);
    const least = terms.reduce((total, [, c]) => total + Math.min(0, c), 0);
    if (most <= upper && least >= lower) return; // says nothing
    this.rows.push({
      columns: terms.map(([column]) => column),
      coefficients: terms.map(([, coefficient]) => coefficient),
      lower,
      upper,
    });
  }
}
