import { expect, test } from "vitest";
import { auditFilter } from "./audit-filter.ts";

const read = (query: string) => auditFilter(new URL(`http://house.example/audit?${query}`));

test("the address says what is shown", () => {
  expect(read("kind=people&from=2026-09-01&about=3f8a0c52-1111-4222-8333-444455556666&thing=rooms")).toEqual({
    kind: "people",
    from: "2026-09-01",
    entity: "rooms",
    entityId: "3f8a0c52-1111-4222-8333-444455556666",
  });
});

test("what does not fit is left out, so that an old or mistyped address still shows something", () => {
  expect(read("kind=nonsense&from=yesterday&who=me&cursor=%00")).toEqual({});
});
