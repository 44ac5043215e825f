/** What a task tells of itself; what is left out stays as it was, and details are merged. */
export type ProgressReport = {
  /** 0 to 1. */
  fraction?: number;
  /** Key of a translation. */
  phase?: string;
  detail?: Record<string, unknown>;
};

export type PendingReport = {
  fraction: number | null;
  phase: string | null;
  detail: Record<string, unknown>;
};

/**
 * Reports come thousands of times a second; written are the newest of them, every `everyMs` at most, one at a time.
 * A write that fails is not repeated: the next report says more.
 */
export class ProgressWriter {
  readonly #write: (report: PendingReport) => Promise<void>;
  readonly #onFailure: (error: unknown) => void;
  readonly #everyMs: number;
  #pending: PendingReport | undefined;
  #writing: Promise<void> | undefined;
  #timer: NodeJS.Timeout | undefined;
  #lastWrite = Number.NEGATIVE_INFINITY;
  #closed = false;

  constructor(
    write: (report: PendingReport) => Promise<void>,
    onFailure: (error: unknown) => void,
    everyMs = 250,
  ) {
    this.#write = write;
    this.#onFailure = onFailure;
    this.#everyMs = everyMs;
  }

  report({ fraction, phase, detail }: ProgressReport): void {
    if (this.#closed) return;
    const before = this.#pending;
    this.#pending = {
      fraction: fraction === undefined ? (before?.fraction ?? null) : Math.min(1, Math.max(0, fraction)),
      phase: phase ?? before?.phase ?? null,
      detail: { ...before?.detail, ...detail },
    };
    this.#schedule();
  }

  /** Writes nothing more; answers what was not written yet, and waits for what is being written. */
  async close(): Promise<PendingReport | undefined> {
    this.#closed = true;
    clearTimeout(this.#timer);
    await this.#writing;
    const rest = this.#pending;
    this.#pending = undefined;
    return rest;
  }

  #schedule(): void {
    if (this.#writing || this.#timer) return;
    const wait = this.#lastWrite + this.#everyMs - performance.now();
    if (wait <= 0) this.#flush();
    else this.#timer = setTimeout(() => this.#flush(), wait);
  }

  #flush(): void {
    this.#timer = undefined;
    const report = this.#pending;
    if (!report || this.#closed) return;
    this.#pending = undefined;
    this.#lastWrite = performance.now();
    this.#writing = this.#write(report)
      .catch(this.#onFailure)
      .then(() => {
        this.#writing = undefined;
        if (this.#pending && !this.#closed) this.#schedule();
      });
  }
}
