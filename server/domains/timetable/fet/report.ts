/**
 * How much a finding weighs. `note`: read under another name or needlessly given. `warning`: something of the file
 * is not in effect (unknown, ignored, dropped). `refusal`: usable here, but FET 6.8.5 refuses the file for it.
 * `fatal`: the file, or this element, cannot be used.
 */
export type Severity = "note" | "warning" | "refusal" | "fatal";

/** One finding, with its place in the file. `code` is the key of its translation. */
export type Issue = {
  readonly severity: Severity;
  readonly code: IssueCode;
  /** Element name, for constraints with the prefix `Constraint`. */
  readonly element: string;
  /** Line in the file from 1, or null when the document did not come from a file. */
  readonly line: number | null;
  /** Facts for the message: names, ids, limits. */
  readonly details: Readonly<Record<string, string | number>>;
};

/** Every code with its sentence in English; `{…}` stand for details. */
const issueTexts = {
  "not-xml": "The file is not well-formed XML: {reason}",
  "not-fet": "The root element must be <fet>, not <{root}>",
  "not-results": "The root element must be <Activities_Timetable>, not <{root}>",
  "too-large": "The file is larger than {limit} bytes",
  "too-deep": "Elements are nested deeper than {limit} levels",
  "too-many-elements": "The file has more than {limit} elements",
  "not-utf8": "The file is not encoded in UTF-8",
  "doctype-refused": "Document type and entity declarations are not accepted",
  "unknown-element": "Unknown element, skipped",
  "unknown-constraint": "Unknown constraint type, skipped",
  "ignored-constraint": "Constraint without effect since FET 5, ignored",
  "later-constraint": "Constraint of a later FET version, not supported",
  "informative-only": "Read by FET for display or hints only; not stored",
  renamed: "Read as {as}",
  merged: "Joined to the first one of the same kind",
  "missing-element": "<{name}> is missing",
  "bad-number": "<{name}> must be a number: {value}",
  "bad-mode": "Unknown mode {value}, read as Official",
  "duplicate-name": "{name} occurs twice; the second is skipped",
  "duplicate-id": "Activity {id} occurs twice; the second is skipped",
  "bad-duration": "Activity {id} cannot last {duration} hours; read as {read}",
  "too-long": "Activity {id} lasts {duration} hours, and a day has {hours}: it fits nowhere",
  "no-active-activity": "There is no active activity",
  "unknown-name": "There is no {what} named {name}",
  "unknown-activity": "There is no activity {id}",
  "inactive-activity": "Dropped: its activities are inactive",
  "too-few-activities": "Fewer than two of its activities exist",
  "no-matching-activity": "No active activity matches",
  "second-dropped": "A second one for {name} is dropped; only the first is in effect",
  "duplicate-dropped": "An exact duplicate is dropped",
  "other-mode": "This constraint does not exist in the file's mode",
  "weight-below-100": "Only weight 100 is accepted for this type, not {weight}",
  "weight-missing": "Weight_Percentage is missing and read as 0",
  "weight-out-of-range": "The weight {weight} is read as {read}",
  "missing-compulsory": "The compulsory constraint {name} is missing",
  "odd-days": "Mornings-afternoons mode needs an even number of days, not {days}",
  "bad-terms": "{terms} terms of {daysPerTerm} days do not make {days} days",
  "no-time-grid": "The file has no days or no hours",
  "few-room-sets": "A virtual room needs at least two sets of real rooms",
  "no-common-room": "Activity {id} has no room that its room constraints allow and its students fit into",
  "min-hours-empty-days": "Teachers' minimum hours need Allow_Empty_Days true",
  "trivial-min-hours": "With empty days allowed the minimum must be at least 2 hours",
  "empty-interval": "The interval must end after it begins",
  "too-many-beginnings": "More late beginnings are allowed than there are days: {days}",
  "few-tags": "At least two activity tags are needed",
  "repeated-activity": "An activity is named more than once",
  "tag-without-activity": "No active activity has the tag {name}",
  "two-days": "Activity {id} has more than one preferred day",
  "two-tags": "Activity {id} has two of its tags",
  "missing-min-hours": "Minimum hours per {half} need a minimum hours daily as well",
} as const;

export type IssueCode = keyof typeof issueTexts;

/** The English sentence of an issue, with element and line. */
export function describeIssue(issue: Issue): string {
  const text = issueTexts[issue.code].replace(/\{(\w+)\}/g, (whole, key: string) =>
    String(issue.details[key] ?? whole),
  );
  const place = issue.line === null ? "" : ` (line ${issue.line})`;
  return `${issue.element}${place}: ${text}`;
}

/** Collects issues; one per reading. */
export class IssueList {
  readonly issues: Issue[] = [];

  add(
    severity: Severity,
    code: IssueCode,
    at: { readonly name: string; readonly line: number | null },
    details: Issue["details"] = {},
  ): void {
    this.issues.push({ severity, code, element: at.name, line: at.line, details });
  }
}

/** A file that cannot be used at all; carries the issue that says why. */
export class UnusableFile extends Error {
  readonly issue: Issue;

  constructor(issue: Issue) {
    super(describeIssue(issue));
    this.name = "UnusableFile";
    this.issue = issue;
  }
}
