import { AppError, type ErrorDetails } from "../../../core/errors.ts";

/** What a person is told: our own reasons as they are, of anything else its first line. */
export function explain(error: unknown): { reason: string; details: ErrorDetails } {
  if (error instanceof AppError) return { reason: error.reason, details: error.details };
  const message = error instanceof Error ? error.message : String(error);
  return { reason: "orders.unexpected", details: { message: message.split("\n", 1)[0]?.slice(0, 300) } };
}
