import { describe, expect, it } from "vitest";
import { parseFet } from "../parse.ts";
import { sampleParams } from "../testing/sample-params.ts";
import { constraint, smallDocument } from "../testing/small-file.ts";
import { writeFet } from "../write.ts";
import { catalogue } from "./catalogue.ts";

describe("the catalogue of constraint types", () => {
  it("knows the 251 types of FET 6.8.5 besides old and ignored names", () => {
    expect(catalogue.size).toBe(251);
  });

  it.each([...catalogue.keys()])("%s is written and read back with all its parameters", (type) => {
    const isCompulsory = type.startsWith("BasicCompulsory");
    const entry = constraint(type, sampleParams(type), 42.5);
    const { document, report } = parseFet(
      writeFet(smallDocument({ constraints: isCompulsory ? [] : [entry] })),
    );
    expect(report.issues).toEqual([]);
    const read = document.constraints.find((candidate) => candidate.type === type);
    expect(read?.params).toEqual(entry.params);
    if (!isCompulsory) expect(read?.weight).toBe(42.5);
  });

  it("gives each parameter of a type its own key and element", () => {
    for (const { type, fields } of catalogue.values()) {
      expect(new Set(fields.map(({ key }) => key)).size, type).toBe(fields.length);
      expect(new Set(fields.map(({ element }) => element)).size, type).toBe(fields.length);
    }
  });
});
