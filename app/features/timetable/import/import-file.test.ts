import { expect, test } from "vitest";
import { tooLarge } from "#server/core/errors.ts";
import { maxFileBytes } from "#server/domains/timetable/import/schema.ts";
import { importFile } from "./import-file.server.ts";

const nothing = {} as Parameters<typeof importFile>[1];
const posted = (body: BodyInit, headers: Record<string, string> = {}) =>
  new Request("http://north.localhost/import", {
    method: "POST",
    body,
    headers,
    duplex: "half",
  } as RequestInit);
const form = (file: Blob) => {
  const data = new FormData();
  data.set("file", file, "school.fet");
  return posted(data);
};
const named = {
  reason: "timetable.import.tooLarge",
  issue: null,
  field: "file",
  limit: maxFileBytes,
};

test("An upload that is cut off at its limit is answered with the field and the limit", async () => {
  let sent = 0;
  const endless = new ReadableStream({
    pull(controller) {
      if (sent++ < 5) controller.enqueue(new Uint8Array(1_024));
      else controller.error(tooLarge({ field: "file", limit: maxFileBytes }));
    },
  });
  const headers = { "content-type": "multipart/form-data; boundary=x" };
  expect((await importFile(posted(endless, headers), nothing, "id")).problem).toEqual(named);
});

test("A file above the limit inside a form that is not is answered alike", async () => {
  const file = new Blob([new Uint8Array(maxFileBytes + 1)]);
  expect((await importFile(form(file), nothing, "id")).problem).toEqual(named);
});

test("A file in another encoding is refused instead of read with its letters replaced", async () => {
  const latin = new Blob([Uint8Array.from([..."<fet>M"].map((c) => c.charCodeAt(0)).concat(0xfc, 0x6c))]);
  expect((await importFile(form(latin), nothing, "id")).problem).toMatchObject({
    reason: "timetable.file_unusable",
    issue: { code: "not-utf8" },
  });
});
