import pino, { type Logger } from "pino";

export type { Logger };

/** JSON lines on standard output. Bodies and secrets never enter: callers log ids, and these paths are censored. */
export function createLogger(level: string, base: Record<string, unknown> = {}): Logger {
  return pino({
    level,
    base,
    redact: {
      paths: [
        "password",
        "token",
        "cookie",
        "authorization",
        "*.password",
        "*.token",
        "*.cookie",
        "*.authorization",
      ],
      censor: "[secret]",
    },
    timestamp: pino.stdTimeFunctions.isoTime,
  });
}
