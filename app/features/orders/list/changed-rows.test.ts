import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { ChangedRows } from "./changed-rows.ts";

let asked: string[][];
let applied: string[][];
let visible: string[];
let answer: (ids: string[]) => Promise<string[]>;
let rows: ChangedRows<string>;

beforeEach(() => {
  vi.useFakeTimers();
  asked = [];
  applied = [];
  visible = ["a", "b", "c"];
  answer = async (ids) => ids;
  rows = new ChangedRows<string>({
    read: (ids) => {
      asked.push(ids);
      return answer(ids);
    },
    apply: (fresh) => applied.push(fresh),
    inView: () => visible,
    nextFrame: (then) => setTimeout(then, 16),
    pause: () => 250,
  });
});
afterEach(() => {
  rows.end();
  vi.useRealTimers();
});

test("all news of one frame is read in one request, however often a row is told of", async () => {
  for (const id of ["a", "b", "a", "a"]) rows.add(id);
  await vi.advanceTimersByTimeAsync(20);
  expect(asked).toEqual([["a", "b"]]);
  expect(applied).toEqual([["a", "b"]]);
});

test("a flood of news asks at most four times a second", async () => {
  for (let step = 0; step < 200; step += 1) {
    rows.add("a");
    await vi.advanceTimersByTimeAsync(5);
  }
  expect(asked.length).toBeLessThanOrEqual(4);
});

test("news of a row that is being read is not lost", async () => {
  rows.add("a");
  await vi.advanceTimersByTimeAsync(20);
  rows.add("a");
  await vi.advanceTimersByTimeAsync(1_000);
  expect(asked).toEqual([["a"], ["a"]]);
});

test("rows out of view are read when they come into view", async () => {
  rows.add("z");
  await vi.advanceTimersByTimeAsync(1_000);
  expect(asked).toEqual([]);
  visible = ["z"];
  rows.look();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(asked).toEqual([["z"]]);
});

test("a failed reading is tried again with the next news", async () => {
  answer = () => Promise.reject(new Error("away"));
  rows.add("a");
  await vi.advanceTimersByTimeAsync(100);
  answer = async (ids) => ids;
  rows.add("b");
  await vi.advanceTimersByTimeAsync(1_000);
  expect(applied.at(-1)).toEqual(["a", "b"]);
});
