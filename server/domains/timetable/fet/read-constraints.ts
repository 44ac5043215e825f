import { catalogue } from "./catalogue/catalogue.ts";
import { commonElements, type Field } from "./catalogue/fields.ts";
import type { ConstraintSpec } from "./catalogue/spec.ts";
import type { ConstraintEntry, ParamValue, SlotName } from "./document.ts";
import { ignoredTypes, isLaterType, mergeOldRanges, withPresentName } from "./old-names.ts";
import { type IssueCode, type IssueList, UnusableFile } from "./report.ts";
import { child, childrenNamed, childText, type XmlElement } from "./xml.ts";

type ConstraintContext = {
  readonly issues: IssueList;
  /** FET-5 mornings-afternoons variants, whose day limits mean real days. */
  readonly realDays: boolean;
  readonly hours: readonly string[];
};

/** Reads one list of constraints: each becomes an entry or is named in the issues. */
export function readConstraints(list: XmlElement | undefined, context: ConstraintContext): ConstraintEntry[] {
  const originals = list?.children ?? [];
  const presents = originals.map((original) => withPresentName(original, context.realDays, context.hours));
  presents.forEach((present, index) => {
    const original = originals[index];
    if (original && present !== original)
      context.issues.add("note", "renamed", original, { as: present.name });
  });
  const merged = mergeOldRanges(originals, presents);
  const kept = new Set(merged);
  for (const present of presents) {
    if (!kept.has(present)) context.issues.add("warning", "merged", present);
  }
  return merged.flatMap((element) => readConstraint(element, context) ?? []);
}

function readConstraint(element: XmlElement, { issues }: ConstraintContext): ConstraintEntry | null {
  const type = element.name.replace(/^Constraint/, "");
  const entry = element.name.startsWith("Constraint") ? catalogue.get(type) : undefined;
  if (!entry) {
    issues.add("warning", codeOfUnknown(type), element);
    return null;
  }
  const params = readParams(element, entry, issues);
  if (!params) return null;
  return {
    type,
    weight: readWeight(element, issues),
    active: childText(element, "Active")?.trim() !== "false",
    params,
    comments: childText(element, "Comments") ?? "",
    id: null,
    line: element.line,
  };
}

function codeOfUnknown(type: string): IssueCode {
  if (ignoredTypes.has(type)) return "ignored-constraint";
  return isLaterType(type) ? "later-constraint" : "unknown-constraint";
}

/** Weight to six decimals, within 0 … 100; a missing one counts 0, as in FET. */
function readWeight(element: XmlElement, issues: IssueList): number {
  const text = childText(element, "Weight_Percentage", "Weight")?.trim();
  const weight = Number(text);
  if (text === undefined || text === "" || !Number.isFinite(weight)) {
    issues.add("warning", "weight-missing", element);
    return 0;
  }
  const read = Math.min(100, Math.max(0, Math.round(weight * 1e6) / 1e6));
  if (weight < 0 || weight > 100) issues.add("warning", "weight-out-of-range", element, { weight, read });
  return read;
}

/** null when a parameter is missing or malformed, which is reported. */
function readParams(
  element: XmlElement,
  entry: ConstraintSpec,
  issues: IssueList,
): Record<string, ParamValue> | null {
  reportUnknownChildren(element, entry, issues);
  const params: Record<string, ParamValue> = {};
  for (const field of entry.fields) {
    const value = readField(element, field);
    if (value === undefined) {
      issues.add("fatal", "missing-element", element, { name: field.element });
      return null;
    }
    if (typeof value === "number" && !Number.isInteger(value)) {
      const text = childText(element, field.element, ...(field.also ?? [])) ?? "";
      issues.add("fatal", "bad-number", element, { name: field.element, value: text });
      return null;
    }
    params[field.key] = value;
  }
  return params;
}

function reportUnknownChildren(element: XmlElement, entry: ConstraintSpec, issues: IssueList): void {
  const known = knownElements(entry);
  for (const found of element.children) {
    const isCounter = found.name.startsWith("Number_of_");
    if (!known.has(found.name) && !isCounter) issues.add("warning", "unknown-element", found);
  }
}

const knownOf = new Map<ConstraintSpec, ReadonlySet<string>>();

/** The elements a type may have; worked out once for each type, as files hold thousands of one. */
function knownElements(entry: ConstraintSpec): ReadonlySet<string> {
  const before = knownOf.get(entry);
  if (before) return before;
  const known = new Set(commonElements);
  for (const { element: name, also, counter } of entry.fields) {
    for (const accepted of [name, ...(also ?? []), ...(counter ? [counter] : [])]) known.add(accepted);
  }
  knownOf.set(entry, known);
  return known;
}

/** The value of a field, undefined when it is required and missing, NaN when it is no whole number. */
function readField(element: XmlElement, field: Field): ParamValue | undefined {
  const names = [field.element, ...(field.also ?? [])];
  const text = childText(element, ...names);
  switch (field.shape) {
    case "name":
      return field.optional && !text ? null : text || undefined;
    case "day":
    case "hour":
      return text === undefined || (text === "" && field.emptyIsNull)
        ? field.optional
          ? null
          : undefined
        : text;
    case "integer":
      return text?.trim() ? wholeNumber(text) : field.optional ? null : undefined;
    case "activity":
      return text?.trim() ? wholeNumber(text) : undefined;
    case "flag":
      return readFlag(text, field.fallback ?? false);
    case "names":
      return readNameList(element, field);
    case "activities":
      return childrenNamed(element, ...names).map((item) => wholeNumberOrRefuse(item));
    case "activitySet":
      return childrenNamed(child(element, ...names) ?? element, "Activity_Id").map((item) =>
        wholeNumberOrRefuse(item),
      );
    case "slots":
      return childrenNamed(element, ...names).map((item) =>
        readSlot(item, field.children ?? ["Day", "Hour"]),
      );
  }
}

function readNameList(element: XmlElement, field: Field): readonly string[] | null {
  const names = childrenNamed(element, field.element, ...(field.also ?? [])).map(({ text }) => text);
  return names.length === 0 && field.optional ? null : names;
}

function readFlag(text: string | undefined, fallback: boolean): boolean {
  const value = text?.trim().toLowerCase();
  if (value === "true" || value === "yes" || value === "1") return true;
  if (value === "false" || value === "no" || value === "0") return false;
  return fallback;
}

function wholeNumber(text: string): number {
  const number = Number(text.trim());
  return Number.isInteger(number) ? number : Number.NaN;
}

function wholeNumberOrRefuse(element: XmlElement): number {
  const number = wholeNumber(element.text);
  if (Number.isInteger(number)) return number;
  const details = { name: element.name, value: element.text };
  throw new UnusableFile({
    severity: "fatal",
    code: "bad-number",
    element: element.name,
    line: element.line,
    details,
  });
}

function readSlot(element: XmlElement, [day, hour]: readonly [string, string]): SlotName {
  return {
    day: childText(element, day, "Preferred_Day", "Day") ?? "",
    hour: childText(element, hour, "Preferred_Hour", "Hour") ?? "",
  };
}
