import { spawnSync } from "node:child_process";
import { Writable } from "node:stream";
import pino from "pino";
import { expect, test, vi } from "vitest";
import { loggerOptions } from "./log.ts";

function written(fields: Record<string, unknown>): Record<string, unknown> {
  let line = "";
  const output = new Writable({
    write(chunk: Buffer, _encoding, done) {
      line += String(chunk);
      done();
    },
  });
  pino(loggerOptions("info", {}), output).info(fields, "said");
  return JSON.parse(line);
}

test("A line holds no secret, at the top or one level down, and leaves what was logged as it was", () => {
  const headers = { cookie: "atrium_session=abc", accept: "text/html" };
  const line = written({ password: "hunter2", token: "t", headers, user: { authorization: "Bearer x" } });
  expect(line).toMatchObject({
    password: "[secret]",
    token: "[secret]",
    headers: { cookie: "[secret]", accept: "text/html" },
    user: { authorization: "[secret]" },
    msg: "said",
  });
  expect(headers.cookie).toBe("atrium_session=abc");
});

test("An error keeps its message and stack", () => {
  expect(written({ err: new Error("broken") }).err).toMatchObject({
    message: "broken",
    stack: expect.stringContaining("broken"),
  });
});

test("A line says when it was written, to the millisecond", () => {
  vi.useFakeTimers();
  try {
    for (const time of [
      "2026-09-01T10:00:00.000Z",
      "2026-09-01T10:00:00.007Z",
      "2026-09-01T10:00:01.120Z",
      "2026-09-01T10:00:00.999Z", // clocks are set back
    ]) {
      vi.setSystemTime(time);
      expect(written({}).time).toBe(time);
    }
  } finally {
    vi.useRealTimers();
  }
});

test("a process outlives a promise that somebody forgot, and says so", () => {
  const script = `
    import { createLogger, outliveRejections } from ${JSON.stringify(new URL("./log.ts", import.meta.url).href)};
    outliveRejections(createLogger("info"));
    void Promise.reject(new Error("forgotten"));
    setTimeout(() => console.log("lives"), 50);`;
  const { status, stdout } = spawnSync(process.execPath, ["--input-type=module", "--eval", script], {
    encoding: "utf8",
  });
  expect([status, stdout]).toEqual([0, expect.stringContaining("lives")]);
  expect(stdout).toMatch(/"message":"forgotten".*"msg":"process.unhandled_rejection"/);
});
