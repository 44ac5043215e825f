import { describe, expect, it } from "vitest";
import { parseFet, parseFetStream } from "./parse.ts";
import { UnusableFile } from "./report.ts";
import { constraint, smallDocument } from "./testing/small-file.ts";
import { writeFet } from "./write.ts";

const file = (inner: string, version = "6.8.5") =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<fet version="${version}">\n${inner}\n</fet>`;
const timeConstraints = (inner: string) =>
  file(`<Hours_List><Hour><Name>8</Name></Hour><Hour><Name>9</Name></Hour><Hour><Name>10</Name></Hour></Hours_List>
<Time_Constraints_List>${inner}</Time_Constraints_List>`);

function refusal(text: string, limits = {}): { code: string; line: number | null } {
  try {
    parseFet(text, limits);
  } catch (error) {
    if (error instanceof UnusableFile) return error.issue;
    throw error;
  }
  throw new Error("the file was taken");
}

async function* chunks(chunk: Uint8Array, count: number, taken: { chunks: number }) {
  for (let index = 0; index < count; index++) {
    taken.chunks++;
    yield chunk;
  }
}

describe("files that are refused", () => {
  it("are not XML, not of FET, or empty", () => {
    expect(refusal("hello").code).toBe("not-xml");
    expect(refusal("").code).toBe("not-xml");
    expect(refusal("<html></html>").code).toBe("not-fet");
    expect(refusal("<fet><Mode>Official</fet>")).toMatchObject({ code: "not-xml", line: 1 });
  });

  it("declare a document type, so that no entity is ever expanded", () => {
    const bomb = `<?xml version="1.0"?><!DOCTYPE fet [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><fet><Comments>&b;</Comments></fet>`;
    expect(refusal(bomb).code).toBe("doctype-refused");
    expect(refusal("<fet><Comments>&b;</Comments></fet>").code).toBe("not-xml");
  });

  it("are larger, deeper or of more elements than allowed", () => {
    const text = file(`<Comments>${"x".repeat(2000)}</Comments>`);
    expect(refusal(text, { maxBytes: 1000 }).code).toBe("too-large");
    expect(refusal(file("<a>".repeat(40) + "</a>".repeat(40))).code).toBe("too-deep");
    expect(refusal(file("<a></a>".repeat(40)), { maxElements: 20 }).code).toBe("too-many-elements");
  });

  it("stop being read at the first piece that shows it, however long they are", async () => {
    const megabyte = new Uint8Array(1024 * 1024).fill(65);
    const taken = { chunks: 0 };
    await expect(parseFetStream(chunks(megabyte, 200, taken))).rejects.toThrow(UnusableFile);
    expect(taken.chunks).toBe(1);
    const spaces = { chunks: 0 };
    const blank = new TextEncoder().encode(" ".repeat(1024 * 1024));
    await expect(parseFetStream(chunks(blank, 200, spaces))).rejects.toThrow(UnusableFile);
    expect(spaces.chunks).toBe(1);
  });

  it("are not UTF-8", async () => {
    const latin = new Uint8Array([...new TextEncoder().encode("<fet><Comments>"), 0xe9, 0x20, 0x3c]);
    await expect(parseFetStream(chunks(latin, 1, { chunks: 0 }))).rejects.toThrow("UTF-8");
  });
});

describe("reading a file", () => {
  it("takes a byte-order mark and gives the same from text and from a stream of any cut", async () => {
    const text = writeFet(smallDocument());
    expect(text.startsWith("\uFEFF")).toBe(true);
    const bytes = new TextEncoder().encode(text);
    const cut = async function* () {
      for (let from = 0; from < bytes.length; from += 7) yield bytes.slice(from, from + 7);
    };
    expect(await parseFetStream(cut())).toEqual(parseFet(text));
  });

  it("takes a file without mode as official, and FET-5 variants by their suffix", () => {
    expect(parseFet(file("")).document.mode).toBe("official");
    expect(parseFet(file("<Mode>Terms</Mode>")).document.mode).toBe("terms");
    expect(parseFet(file("", "5.44.0-mornings-afternoons-1")).document.mode).toBe("official");
    expect(parseFet(file("", "5.44.0-ma-1")).document.mode).toBe("mornings-afternoons");
    expect(parseFet(file("", "5.44.0-bp-1")).document.mode).toBe("block-planning");
    expect(parseFet(file("", "5.44.0-mathmake-1")).document.mode).toBe("terms");
  });

  it("gives a FET-5 file that does not say its terms five of them, as FET does", () => {
    const days = Array.from({ length: 25 }, (_, index) => `<Day><Name>D${index}</Name></Day>`).join("");
    const { document } = parseFet(file(`<Days_List>${days}</Days_List>`, "5.42.2-mathmake"));
    expect(document.terms).toEqual({ count: 5, daysPerTerm: 5 });
  });

  it("makes teachers of old Morocco files exclusive but for the listed exceptions", () => {
    const teachers =
      "<Teachers_List><Teacher><Name>T</Name></Teacher><Teacher><Name>U</Name></Teacher></Teachers_List>";
    const lists = "<Exception_Teachers_Two_Days_List><Teacher>U</Teacher></Exception_Teachers_Two_Days_List>";
    const allowed = (version: string) =>
      parseFet(file(teachers + lists, version)).document.teachers.map(
        ({ maxMixedRealDays }) => maxMixedRealDays,
      );
    expect(allowed("5.30.0-morocco-1")).toEqual([0, 2]);
    expect(allowed("5.30.0-algeria-1")).toEqual([null, null]);
  });

  it("names every element it does not use, with its line", () => {
    const { report } = parseFet(
      timeConstraints(
        "\n<ConstraintOfDreams><Weight_Percentage>100</Weight_Percentage></ConstraintOfDreams>",
      ),
    );
    expect(report.constraintsInFile).toBe(1);
    expect(report.issues).toEqual([
      {
        severity: "warning",
        code: "unknown-constraint",
        element: "ConstraintOfDreams",
        line: 5,
        details: {},
      },
    ]);
    expect(parseFet(file("<Dreams_List></Dreams_List>")).report.issues[0]?.code).toBe("unknown-element");
  });

  it("names constraints with missing or malformed parameters and leaves them out", () => {
    const missing =
      "<ConstraintTeachersMaxGapsPerWeek><Weight_Percentage>100</Weight_Percentage></ConstraintTeachersMaxGapsPerWeek>";
    const { document, report } = parseFet(timeConstraints(missing));
    expect(document.constraints).toEqual([]);
    expect(report.issues).toMatchObject([
      { severity: "fatal", code: "missing-element", details: { name: "Max_Gaps" } },
    ]);
    const bad = parseFet(timeConstraints(missing.replace("<Weight", "<Max_Gaps>few</Max_Gaps><Weight")));
    expect(bad.report.issues).toMatchObject([{ code: "bad-number", details: { value: "few" } }]);
  });

  it("accepts the short and the long names of what a constraint speaks of", () => {
    const with_ = (element: string) =>
      parseFet(
        timeConstraints(
          `<ConstraintTeacherMaxGapsPerWeek><Weight_Percentage>100</Weight_Percentage><${element}>T</${element}><Max_Gaps>1</Max_Gaps></ConstraintTeacherMaxGapsPerWeek>`,
        ),
      ).document.constraints[0]?.params;
    expect(with_("Teacher")).toEqual({ teacher: "T", maxGaps: 1 });
    expect(with_("Teacher_Name")).toEqual({ teacher: "T", maxGaps: 1 });
  });

  it("reads weights to six decimals within 0 and 100, a missing one as 0, and only `false` as inactive", () => {
    const read = (weight: string, active = "") =>
      parseFet(timeConstraints(`<ConstraintBreakTimes>${weight}${active}</ConstraintBreakTimes>`)).document
        .constraints[0];
    expect(read("<Weight_Percentage>99.12345678</Weight_Percentage>")?.weight).toBe(99.123457);
    expect(read("<Weight_Percentage>250</Weight_Percentage>")?.weight).toBe(100);
    expect(read("")).toMatchObject({ weight: 0, active: true });
    expect(read("", "<Active>no</Active>")?.active).toBe(true);
    expect(read("", "<Active>false</Active>")?.active).toBe(false);
  });
});

describe("what vanishes on loading", () => {
  const lock = { activity: 1, day: "Mon", hour: "8", permanentlyLocked: false };
  const loaded = (...entries: ReturnType<typeof constraint>[]) =>
    parseFet(writeFet(smallDocument({ constraints: entries })));

  it("is the exact duplicate of a lock or of days apart, the lock flag aside", () => {
    const { document, report } = loaded(
      constraint("ActivityPreferredStartingTime", lock),
      constraint("ActivityPreferredStartingTime", { ...lock, permanentlyLocked: true }),
      constraint("ActivityPreferredStartingTime", lock, 50),
    );
    expect(document.constraints.map(({ weight }) => weight)).toEqual([100, 100, 50, 100]);
    expect(report.issues.map(({ code }) => code)).toEqual(["duplicate-dropped"]);
  });

  it("is not a reordered or another type's duplicate", () => {
    const apart = (activities: number[]) =>
      constraint("MinDaysBetweenActivities", { activities, minDays: 1, consecutiveIfSameDay: true }, 5);
    const together = constraint("ActivitiesSameStartingTime", { activities: [1, 2] }, 5);
    expect(loaded(apart([1, 2]), apart([2, 1]), together, together).document.constraints).toHaveLength(6);
    expect(loaded(apart([1, 2]), apart([1, 2])).document.constraints).toHaveLength(3);
  });

  it("is a duplicate of days apart even when one is inactive, but not of a lock then", () => {
    const apart = constraint(
      "MinDaysBetweenActivities",
      { activities: [1, 2], minDays: 1, consecutiveIfSameDay: true },
      5,
    );
    const start = constraint("ActivityPreferredStartingTime", lock);
    expect(loaded({ ...apart, active: false }, apart).document.constraints).toHaveLength(3);
    expect(loaded({ ...start, active: false }, start).document.constraints).toHaveLength(4);
  });

  it("is no second availability of a room", () => {
    const closed = constraint("RoomNotAvailableTimes", { room: "R", slots: [{ day: "Mon", hour: "8" }] }, 5);
    expect(loaded(closed, closed).document.constraints).toHaveLength(4);
  });

  it("is the second availability of a teacher, even if it differs", () => {
    const closed = (hour: string) =>
      constraint("TeacherNotAvailableTimes", { teacher: "T", slots: [{ day: "Mon", hour }] });
    const { document, report } = loaded(closed("8"), closed("9"));
    expect(document.constraints[1]?.params.slots).toEqual([{ day: "Mon", hour: "8" }]);
    expect(report.issues).toMatchObject([{ code: "second-dropped", details: { name: "T" } }]);
  });
});

describe("old names", () => {
  it("are read as the present ones, with what they imply", () => {
    const { document, report } = parseFet(
      timeConstraints(
        "<ConstraintStudentsNoGaps><Weight_Percentage>100</Weight_Percentage></ConstraintStudentsNoGaps>",
      ),
    );
    expect(document.constraints[0]).toMatchObject({ type: "StudentsMaxGapsPerWeek", params: { maxGaps: 0 } });
    expect(report.issues).toMatchObject([{ severity: "note", code: "renamed" }]);
  });

  it("give availability as a day and a range of hours without its end", () => {
    const range = (day: string, start: number, end: number) =>
      `<ConstraintTeacherNotAvailable><Weight_Percentage>100</Weight_Percentage><Teacher_Name>T</Teacher_Name><Day>${day}</Day><Start_Hour>${start}</Start_Hour><End_Hour>${end}</End_Hour></ConstraintTeacherNotAvailable>`;
    const { document, report } = parseFet(timeConstraints(range("Mon", 8, 10) + range("Tue", 10, 11)));
    expect(document.constraints.map(({ params }) => params.slots)).toEqual([
      [
        { day: "Mon", hour: "8" },
        { day: "Mon", hour: "9" },
        { day: "Tue", hour: "10" },
      ],
    ]);
    expect(report.issues.map(({ code }) => code)).toEqual(["renamed", "renamed", "merged"]);
  });

  it("mean real days in the FET-5 mornings-afternoons variants", () => {
    const rule = (type: string) =>
      `<Time_Constraints_List><Constraint${type}><Weight_Percentage>100</Weight_Percentage><Max_Days_Per_Week>3</Max_Days_Per_Week></Constraint${type}></Time_Constraints_List>`;
    const typed = (version: string) =>
      parseFet(file(rule("TeachersMaxDaysPerWeek"), version)).document.constraints[0]?.type;
    expect(typed("5.40.0-ma-2")).toBe("TeachersMaxRealDaysPerWeek");
    expect(typed("5.40.0")).toBe("TeachersMaxDaysPerWeek");
  });

  it("that FET ignores are named as such", () => {
    const { report } = parseFet(
      timeConstraints(
        "<ConstraintMinimizeNumberOfRoomsForTeachers></ConstraintMinimizeNumberOfRoomsForTeachers>",
      ),
    );
    expect(report.issues[0]?.code).toBe("ignored-constraint");
  });
});
