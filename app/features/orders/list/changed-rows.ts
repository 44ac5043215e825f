/** Most rows one request asks for. */
const most = 200;

export type ChangedRowsOptions<Row> = {
  /** Reads rows as they are now. */
  read: (ids: string[]) => Promise<Row[]>;
  apply: (rows: Row[]) => void;
  /** Names of the rows that somebody can see now. */
  inView: () => Iterable<string>;
  /** Calls once before the next drawing; `requestAnimationFrame` in a browser. */
  nextFrame: (then: () => void) => void;
  /** Least time between two requests. Milliseconds. */
  pause: () => number;
};

/**
 * Rows of which news came. However fast it comes: what is in view is read in one request a time, at most one under way;
 * the rest waits until it comes into view. News of a row that is being read asks for it again.
 */
export class ChangedRows<Row> {
  readonly #options: ChangedRowsOptions<Row>;
  readonly #waiting = new Set<string>();
  #scheduled = false;
  #reading = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #ended = false;

  constructor(options: ChangedRowsOptions<Row>) {
    this.#options = options;
  }

  add(id: string): void {
    this.#waiting.add(id);
    this.#schedule();
  }

  /** Other rows are in view now: some may be waiting. */
  look(): void {
    if (this.#waiting.size > 0) this.#schedule();
  }

  /** Everything was read again. */
  clear(): void {
    this.#waiting.clear();
  }

  end(): void {
    this.#ended = true;
    clearTimeout(this.#timer);
  }

  #schedule(): void {
    if (this.#scheduled || this.#reading || this.#ended) return;
    this.#scheduled = true;
    this.#options.nextFrame(() => {
      this.#scheduled = false;
      void this.#read();
    });
  }

  async #read(): Promise<void> {
    const ids = this.#take();
    if (ids.length === 0 || this.#ended) return;
    this.#reading = true;
    try {
      const rows = await this.#options.read(ids);
      if (!this.#ended) this.#options.apply(rows);
    } catch {
      for (const id of ids) this.#waiting.add(id); // read with the next news, or when the connection is back
    }
    this.#timer = setTimeout(() => {
      this.#reading = false;
      if (this.#waiting.size > 0) this.#schedule();
    }, this.#options.pause());
  }

  #take(): string[] {
    const ids: string[] = [];
    for (const id of this.#options.inView()) {
      if (ids.length < most && this.#waiting.delete(id)) ids.push(id);
    }
    return ids;
  }
}
