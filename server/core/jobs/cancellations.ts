import type { Notifications } from "../notifications.ts";

/** Thrown through a job whose person asked to cancel: the job ends, and is not tried again. */
export class Cancelled extends Error {
  constructor() {
    super("cancelled");
    this.name = "Cancelled";
  }
}

/** Rung at the commit that asks for a run to be cancelled; the payload is the run's id. */
export const cancelChannel = "atrium_cancel";

/** Runs of this process by id, each with the controller that stops it. */
export class Cancellations {
  readonly #running = new Map<string, AbortController>();

  listen(notifications: Notifications): () => void {
    return notifications.on(cancelChannel, (runId) => this.cancel(runId));
  }

  /** The signal that aborts with `Cancelled`; call `done` when the run has ended. */
  open(runId: string): { signal: AbortSignal; done: () => void } {
    const controller = new AbortController();
    this.#running.set(runId, controller);
    return {
      signal: controller.signal,
      done: () => {
        if (this.#running.get(runId) === controller) this.#running.delete(runId);
      },
    };
  }

  cancel(runId: string): void {
    this.#running.get(runId)?.abort(new Cancelled());
  }
}
