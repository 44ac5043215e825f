import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type PendingReport, ProgressWriter } from "./progress.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function open(write: (report: PendingReport) => Promise<void> = async () => undefined) {
  const written: PendingReport[] = [];
  const failures: unknown[] = [];
  const writer = new ProgressWriter(
    (report) => {
      written.push(report);
      return write(report);
    },
    (error) => failures.push(error),
    250,
  );
  return { writer, written, failures };
}

test("the first report is written at once, thousands after it as one, details merged", async () => {
  const { writer, written } = open();
  writer.report({ fraction: 0.1, phase: "start", detail: { placed: 1 } });
  await vi.advanceTimersByTimeAsync(0);
  expect(written).toEqual([{ fraction: 0.1, phase: "start", detail: { placed: 1 } }]);
  for (let i = 0; i < 5_000; i++) writer.report({ fraction: i / 5_000, detail: { placed: i } });
  writer.report({ detail: { score: 7 } });
  await vi.advanceTimersByTimeAsync(249);
  expect(written).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(1);
  expect(written).toHaveLength(2);
  expect(written[1]).toEqual({ fraction: 4_999 / 5_000, phase: null, detail: { placed: 4_999, score: 7 } });
});

test("never two writes at a time, and a slow one delays the next", async () => {
  let end: () => void = () => undefined;
  const { writer, written } = open(
    () =>
      new Promise<void>((resolve) => {
        end = resolve;
      }),
  );
  writer.report({ fraction: 0.1 });
  await vi.advanceTimersByTimeAsync(2_000);
  writer.report({ fraction: 0.2 });
  await vi.advanceTimersByTimeAsync(2_000);
  expect(written).toHaveLength(1);
  end();
  await vi.advanceTimersByTimeAsync(0);
  expect(written).toHaveLength(2);
});

test("a write that fails is told and not repeated", async () => {
  const { writer, written, failures } = open(() => Promise.reject(new Error("away")));
  writer.report({ fraction: 0.1 });
  await vi.advanceTimersByTimeAsync(1_000);
  expect(written).toHaveLength(1);
  expect(failures).toHaveLength(1);
});

test("closing answers what was not written, and nothing is written afterwards", async () => {
  const { writer, written } = open();
  writer.report({ fraction: 0.1 });
  writer.report({ fraction: 0.2, detail: { score: 1 } });
  expect(await writer.close()).toEqual({ fraction: 0.2, phase: null, detail: { score: 1 } });
  writer.report({ fraction: 0.3 });
  await vi.advanceTimersByTimeAsync(1_000);
  expect(written).toHaveLength(1);
});

test("a fraction stays between 0 and 1", async () => {
  const { writer, written } = open();
  writer.report({ fraction: 7 });
  await vi.advanceTimersByTimeAsync(0);
  expect(written[0]?.fraction).toBe(1);
});
