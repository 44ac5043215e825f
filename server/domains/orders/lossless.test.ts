import { expect, test } from "vitest";
import { parseLossless } from "./lossless.ts";

test("ids beyond 2^53 stay digit by digit, others are numbers, texts are untouched", () => {
  expect(
    parseLossless(
      '{"id":820982911946154508,"small":5000000000001,"price":"12.50","rate":0.2,"text":"9007199254740993"}',
    ),
  ).toEqual({
    id: "820982911946154508",
    small: 5_000_000_000_001,
    price: "12.50",
    rate: 0.2,
    text: "9007199254740993",
  });
  expect(parseLossless("[9007199254740991,9007199254740993,-9007199254740993]")).toEqual([
    9_007_199_254_740_991,
    "9007199254740993",
    "-9007199254740993",
  ]);
});

test("what is no JSON is an error either way, and a key that comes twice counts the last time", () => {
  expect(() => parseLossless('{"id":1')).toThrow();
  expect(() => parseLossless('{"id":820982911946154508')).toThrow();
  expect(parseLossless('{"id":820982911946154508,"a":1,"a":2}')).toMatchObject({ a: 2 });
});
