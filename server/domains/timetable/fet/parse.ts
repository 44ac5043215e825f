import type { Mode } from "../solver/model.ts";
import type { FetDocument } from "./document.ts";
import { dropDuplicates } from "./drop-duplicates.ts";
import { readConstraints } from "./read-constraints.ts";
import {
  readActivities,
  readExceptions,
  readInteger,
  readNamed,
  readNames,
  readRooms,
  readTeachers,
  readYears,
} from "./read-lists.ts";
import { type Issue, IssueList, UnusableFile } from "./report.ts";
import {
  child,
  childText,
  defaultXmlLimits,
  readXmlStream,
  readXmlText,
  type XmlElement,
  type XmlLimits,
} from "./xml.ts";

type FetReading = {
  readonly document: FetDocument;
  readonly report: {
    readonly issues: readonly Issue[];
    /** Constraint elements in the file; each is in the document or named in `issues`. */
    readonly constraintsInFile: number;
  };
};

/**
 * Reads the text of a .fet file of FET 5 or 6. Throws `UnusableFile` when it is no such file, too large, too deep
 * or carries a document type; everything smaller is an issue in the report.
 */
export function parseFet(text: string, limits: Partial<XmlLimits> = {}): FetReading {
  return readDocument(readXmlText(text, { ...defaultXmlLimits, ...limits }, expectFet));
}

/** The same from bytes as they arrive; stops reading at the first limit that breaks. */
export async function parseFetStream(
  pieces: AsyncIterable<Uint8Array>,
  limits: Partial<XmlLimits> = {},
): Promise<FetReading> {
  return readDocument(await readXmlStream(pieces, { ...defaultXmlLimits, ...limits }, expectFet));
}

function expectFet(root: XmlElement): void {
  if (root.name.toLowerCase() === "fet") return;
  const details = { root: root.name };
  throw new UnusableFile({
    severity: "fatal",
    code: "not-fet",
    element: root.name,
    line: root.line,
    details,
  });
}

const rootChildren = new Set([
  ...["Mode", "Institution_Name", "Comments", "Number_of_Terms", "Number_of_Days_Per_Term"],
  ...["Days_List", "Hours_List", "Subjects_List", "Activity_Tags_List", "Subject_Tags_List", "Teachers_List"],
  ...["Students_List", "Activities_List", "Buildings_List", "Rooms_List"],
  ...["Time_Constraints_List", "Space_Constraints_List"],
]);

function readDocument(root: XmlElement): FetReading {
  const issues = new IssueList();
  const list = (...names: string[]) => child(root, ...names);
  const names = (element: XmlElement | undefined, item: string[]) =>
    readNamed(element, item, ["Printable"], issues, (base) => base);
  const variant = variantOf(root);
  const hours = readNames(list("Hours_List"), "Hour");
  const days = readNames(list("Days_List"), "Day");
  const context = { issues, realDays: variant?.mode === "mornings-afternoons", hours };
  const time = list("Time_Constraints_List");
  const space = list("Space_Constraints_List");
  reportRoot(root, issues);
  const mode = readMode(root, variant?.mode, issues);
  const document: FetDocument = {
    name: childText(root, "Institution_Name") ?? "",
    comments: childText(root, "Comments") ?? "",
    mode,
    terms: readTerms(root, mode, days.length, issues),
    days,
    hours,
    subjects: names(list("Subjects_List"), ["Subject"]),
    tags: names(list("Activity_Tags_List", "Subject_Tags_List"), ["Activity_Tag", "Subject_Tag"]),
    teachers: readTeachers(list("Teachers_List"), variant?.exceptions ?? null, issues),
    years: readYears(list("Students_List"), issues),
    buildings: names(list("Buildings_List"), ["Building"]),
    rooms: readRooms(list("Rooms_List"), issues),
    activities: readActivities(list("Activities_List"), issues),
    constraints: dropDuplicates(
      [...readConstraints(time, context), ...readConstraints(space, context)],
      issues,
    ),
  };
  const constraintsInFile = (time?.children.length ?? 0) + (space?.children.length ?? 0);
  return { document, report: { issues: issues.issues, constraintsInFile } };
}

function reportRoot(root: XmlElement, issues: IssueList): void {
  for (const element of root.children) {
    const isHint = ["Timetable_Generation_Options_List", "Equipments_List"].includes(element.name);
    const isException = /^Exception_Teachers_\w+_List$/.test(element.name);
    if (isHint) {
      if (element.children.length > 0) issues.add("note", "informative-only", element);
    } else if (!rootChildren.has(element.name) && !isException) {
      issues.add("warning", "unknown-element", element);
    }
  }
}

type Variant = { readonly mode: Mode; readonly exceptions: ReadonlyMap<string, number> | null };

/** FET-5 variants for other kinds of schools are known by a suffix of their version. */
function variantOf(root: XmlElement): Variant | null {
  const version = (root.attributes.version ?? "").toLowerCase();
  if (/-morocco/.test(version)) return { mode: "mornings-afternoons", exceptions: readExceptions(root) };
  if (/-mathmake/.test(version)) return { mode: "terms", exceptions: null };
  if (/-(ma|algeria)/.test(version)) return { mode: "mornings-afternoons", exceptions: null };
  if (/-bp/.test(version)) return { mode: "block-planning", exceptions: null };
  return null;
}

const modes: Readonly<Record<string, Mode>> = {
  official: "official",
  mornings_afternoons: "mornings-afternoons",
  block_planning: "block-planning",
  terms: "terms",
};

function readMode(root: XmlElement, byVersion: Mode | undefined, issues: IssueList): Mode {
  const element = child(root, "Mode");
  if (!element) return byVersion ?? "official";
  const mode = modes[element.text.trim().toLowerCase()];
  if (!mode) issues.add("warning", "bad-mode", element, { value: element.text });
  return mode ?? "official";
}

/** FET 5 did not write its terms: 6.8.5 reads such a file of 25 days as five terms of five (seen, not documented). */
const termsOfOldFiles = 5;

function readTerms(root: XmlElement, mode: Mode, days: number, issues: IssueList): FetDocument["terms"] {
  if (mode !== "terms") return null;
  const unsaid = days % termsOfOldFiles === 0 ? termsOfOldFiles : 1;
  const count = readInteger(root, ["Number_of_Terms"], unsaid, issues);
  const perTerm = readInteger(
    root,
    ["Number_of_Days_Per_Term"],
    Math.floor(days / Math.max(1, count)),
    issues,
  );
  return { count, daysPerTerm: perTerm };
}
