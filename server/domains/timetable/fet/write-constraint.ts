import { specOf } from "./catalogue/catalogue.ts";
import type { Field } from "./catalogue/fields.ts";
import type { ConstraintEntry, ParamValue, SlotName } from "./document.ts";
import { escapeXml } from "./xml.ts";

/** One constraint as XML, with the element names and counters that FET 6.8.5 writes. */
export function writeConstraint(entry: ConstraintEntry): string {
  const fields = specOf(entry.type).fields.map((field) => writeField(field, entry.params[field.key] ?? null));
  const name = `Constraint${entry.type}`;
  return [
    `<${name}>\n`,
    leaf("Weight_Percentage", entry.weight),
    ...fields,
    leaf("Active", entry.active),
    leaf("Comments", entry.comments),
    `</${name}>\n`,
  ].join("");
}

function writeField(field: Field, value: ParamValue): string {
  const { element, shape } = field;
  if (value === null) return shape === "flag" ? leaf(element, field.fallback ?? false) : writeNothing(field);
  switch (shape) {
    case "name":
    case "integer":
    case "flag":
    case "activity":
    case "day":
    case "hour":
      return leaf(element, String(value));
    case "names":
    case "activities":
      return counted(field, value as readonly (string | number)[], (item) => leaf(element, item));
    case "activitySet":
      return `\t<${element}>\n${counted(field, value as readonly number[], (id) => leaf("Activity_Id", id))}\t</${element}>\n`;
    case "slots":
      return counted(field, value as readonly SlotName[], (slot) => writeSlot(field, slot));
  }
}

/** "Any": filters and ends of intervals are written empty, absent days, hours and lists not at all. */
function writeNothing({ element, shape, emptyIsNull }: Field): string {
  const isWrittenEmpty = shape === "name" || shape === "integer" || emptyIsNull;
  return isWrittenEmpty ? leaf(element, "") : "";
}

function counted<Item>({ counter }: Field, items: readonly Item[], write: (item: Item) => string): string {
  return [...(counter ? [leaf(counter, items.length)] : []), ...items.map(write)].join("");
}

function writeSlot({ element, children }: Field, { day, hour }: SlotName): string {
  const [dayName, hourName] = children ?? ["Day", "Hour"];
  return `\t<${element}>\n${leaf(dayName, day)}${leaf(hourName, hour)}\t</${element}>\n`;
}

function leaf(name: string, value: string | number | boolean): string {
  return `\t<${name}>${escapeXml(String(value))}</${name}>\n`;
}
