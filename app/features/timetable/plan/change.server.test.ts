import type { AppLoadContext } from "@remix-run/node";
import { describe, expect, test } from "vitest";
import { carryOut as carryOutSchool } from "../../school/change.server.ts";
import { carryOutWhy } from "../why-not/why.server.ts";
import { carryOut } from "./change.server.ts";

const post = (body: string) => new Request("http://north.localhost/change", { method: "POST", body });
const api = {} as AppLoadContext["api"];
const senseless = ["{", "null", "7", '"text"', ""];

describe("a change that is no change", () => {
  test.each(senseless)("%j is refused by the planning pages", async (body) => {
    await expect(carryOut(post(body), api, "id")).rejects.toMatchObject({ status: 400 });
  });

  test.each(senseless)("%j is refused by the pages of a school", async (body) => {
    await expect(carryOutSchool(post(body), api.school, "id")).rejects.toMatchObject({ status: 400 });
  });

  test.each(senseless)("%j is refused by the page that explains", async (body) => {
    await expect(carryOutWhy(post(body), api, "id")).rejects.toMatchObject({ status: 400 });
  });

  test("of an unknown kind is refused as well", async () => {
    await expect(carryOut(post('{"intent":"explode"}'), api, "id")).rejects.toMatchObject({ status: 400 });
  });
});
