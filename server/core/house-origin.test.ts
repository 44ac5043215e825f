import { expect, test } from "vitest";
import { houseOrigin } from "./house-origin.ts";

const config = {
  PORT: 3000,
  PUBLIC_PORT: undefined,
  PUBLIC_URL_SCHEME: undefined,
  ROOT_DOMAIN: "school.example",
};

test("a link names the port only where the scheme's own is another", () => {
  expect(houseOrigin({ ...config, production: false }, "north")).toBe("http://north.school.example:3000");
  expect(houseOrigin({ ...config, production: true, PUBLIC_PORT: 443 }, "north")).toBe(
    "https://north.school.example",
  );
});

test("the scheme that is asked for wins over what production would choose", () => {
  expect(
    houseOrigin({ ...config, production: true, PUBLIC_URL_SCHEME: "http", PUBLIC_PORT: 80 }, "north"),
  ).toBe("http://north.school.example");
});
