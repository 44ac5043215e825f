/** What went wrong, in seven kinds; transports translate each kind once (tRPC, HTTP, GraphQL, page). */
export type ErrorCode =
  | "INVALID"
  | "UNAUTHENTICATED"
  | "FORBIDDEN"
  | "NOT_FOUND"
  | "CONFLICT"
  | "LIMIT"
  | "UNAVAILABLE";

const httpStatusOf: Record<ErrorCode, number> = {
  INVALID: 400,
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  CONFLICT: 409,
  LIMIT: 429,
  UNAVAILABLE: 503,
};

/** Status of an answer: by kind, but for what was too large, which HTTP has a word of its own for. */
export const statusOf = (error: AppError): number =>
  error.reason === tooLargeReason ? 413 : httpStatusOf[error.code];

/** Facts a person or program can act on: field names, limits, the server's row of a conflict. Never secrets. */
export type ErrorDetails = Readonly<Record<string, unknown>>;

/**
 * The one error that crosses layers. `reason` is `<domain>.<what>` and is the key of its translation,
 * e.g. `new AppError("CONFLICT", "school.version_stale", { server })`.
 */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly reason: string;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, reason: string, details: ErrorDetails = {}, cause?: unknown) {
    super(`${code} ${reason}`, { cause });
    this.name = "AppError";
    this.code = code;
    this.reason = reason;
    this.details = details;
  }
}

export const invalid = (reason: string, details?: ErrorDetails) => new AppError("INVALID", reason, details);
export const notFound = (reason: string, details?: ErrorDetails) =>
  new AppError("NOT_FOUND", reason, details);
export const forbidden = (reason: string, details?: ErrorDetails) =>
  new AppError("FORBIDDEN", reason, details);
/** What was too large: the field of the input (null for a body as a whole) and its limit in bytes. */
export type TooLarge = { readonly field: string | null; readonly limit: number };
const tooLargeReason = "http.too_large";
export const tooLarge = (what: TooLarge) => invalid(tooLargeReason, what);
export const conflict = (reason: string, details?: ErrorDetails) => new AppError("CONFLICT", reason, details);
