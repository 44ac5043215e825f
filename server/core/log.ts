import pino, { type Logger, type LoggerOptions } from "pino";

export type { Logger };

/** Lines wait this long, or until there are 12 KB of them: a write for each line costs a tenth of a request. */
const flushEveryMs = 250;

/**
 * JSON lines on standard output, written in batches and whole at exit (only `kill -9` loses the last quarter second).
 * Bodies and secrets never enter: callers log ids, and these paths are censored.
 */
export function createLogger(level: string, base: Record<string, unknown> = {}): Logger {
  const output = pino.destination({ dest: 1, sync: false, minLength: 12_288 });
  setInterval(() => output.flush(), flushEveryMs).unref();
  process.once("exit", () => flushNow(output));
  return pino(loggerOptions(level, base), output);
}

/** A promise that one request or job forgot must not end everybody's; call it once the process has started. */
export function outliveRejections(log: Pick<Logger, "error">): void {
  process.on("unhandledRejection", (error) => log.error({ err: error }, "process.unhandled_rejection"));
}

/** At exit the output may be gone already, or not yet open. */
function flushNow(output: { flushSync(): void }): void {
  try {
    output.flushSync();
  } catch {
    // nowhere to say so
  }
}

/** Shape of the lines, whatever they are written to. */
export function loggerOptions(level: string, base: Record<string, unknown>): LoggerOptions {
  return {
    level,
    base,
    formatters: { log: censored },
    timestamp: isoTime,
  };
}

let second = -1;
let upToSecond = "";

/** `,"time":"2026-09-01T10:00:00.123Z"`: the calendar is asked once a second, as it costs more than the rest of a line. */
function isoTime(): string {
  const now = Date.now();
  const ms = now % 1_000;
  if (now - ms !== second) {
    second = now - ms;
    upToSecond = `,"time":"${new Date(second).toISOString().slice(0, 20)}`;
  }
  return `${upToSecond}${String(ms).padStart(3, "0")}Z"`;
}

const secret = new Set(["password", "token", "cookie", "authorization"]);
const censor = "[secret]";

/** The line's fields without secrets, at the top and one level down. Copies only what it changes. */
function censored(fields: Record<string, unknown>): Record<string, unknown> {
  let clean = fields;
  for (const name in fields) {
    const value = fields[name];
    const shown = secret.has(name) ? censor : isPlain(value) ? withoutSecrets(value) : value;
    if (shown === value) continue;
    if (clean === fields) clean = { ...fields };
    clean[name] = shown;
  }
  return clean;
}

const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !(value instanceof Error);

function withoutSecrets(fields: Record<string, unknown>): Record<string, unknown> {
  for (const name of secret) if (name in fields) return { ...fields, ...masks(fields) };
  return fields;
}

const masks = (fields: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries([...secret].filter((name) => name in fields).map((name) => [name, censor]));
