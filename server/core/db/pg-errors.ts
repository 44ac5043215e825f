import pg from "pg";
import { AppError } from "../errors.ts";

const connectionLost = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "ETIMEDOUT",
  "57P01",
  "57P02",
  "57P03",
  "08006",
  "08001",
  "08003",
  "53300",
]);

/** Says a database error in the product's words; anything not foreseen stays as it is (and becomes a 500). */
export function toAppError(error: unknown): unknown {
  if (error instanceof AppError || !(error instanceof Error)) return error;
  const code = (error as { code?: string }).code ?? "";
  if (
    connectionLost.has(code) ||
    /Connection terminated|connection timeout|not queryable|Client was closed|timeout exceeded when trying to connect/i.test(
      error.message,
    )
  ) {
    return new AppError("UNAVAILABLE", "database.away", {}, error);
  }
  if (!(error instanceof pg.DatabaseError)) return error;
  const details = { table: error.table, constraint: error.constraint, column: error.column };
  switch (code) {
    case "23505":
      return new AppError("CONFLICT", "database.duplicate", details, error);
    case "23503":
      return new AppError("CONFLICT", "database.referenced", details, error);
    case "23514":
    case "23502":
    case "22P02":
    case "22003":
    case "22007": // a date that is none
    case "22008": // a date beyond the calendar
    case "22021": // a character that text cannot hold: NUL
    case "22P05": // the same, in jsonb
      return new AppError("INVALID", "database.check", details, error);
    case "42501":
      return new AppError("FORBIDDEN", "database.row_policy", { table: error.table }, error);
    case "57014":
    case "55P03":
    case "40001":
    case "40P01":
    case "0A000": // a prepared statement's table was altered meanwhile; the executor drops the connection
      return new AppError("UNAVAILABLE", "database.busy", {}, error);
    default:
      return error;
  }
}
