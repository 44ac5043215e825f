import { child, childrenNamed, childText, type XmlElement } from "../fet/xml.ts";

/** Whether a text looks like an XHSTT archive rather than anything else in XML. */
export function isXhstt(text: string): boolean {
  return /<HighSchoolTimetableArchive[\s>]/.test(text.slice(0, 64 * 1024));
}

/** An archive that cannot be used: what is wrong, where. */
export class UnusableArchive extends Error {
  readonly element: string;
  readonly line: number;

  constructor(element: XmlElement, problem: string) {
    const id = element.attributes.Id ?? element.attributes.Reference;
    super(`${element.name}${id === undefined ? "" : ` ${id}`} (line ${element.line}): ${problem}`);
    this.name = "UnusableArchive";
    this.element = element.name;
    this.line = element.line;
  }
}

export function idOf(element: XmlElement): string {
  const id = element.attributes.Id;
  if (!id) throw new UnusableArchive(element, "Id is missing");
  return id;
}

export function nameOf(element: XmlElement): string {
  return childText(element, "Name")?.trim() ?? idOf(element);
}

/** Children of a section that may be missing. */
export function itemsIn(element: XmlElement | undefined, section: string, ...names: string[]): XmlElement[] {
  const list = element && child(element, section);
  return list ? childrenNamed(list, ...names) : [];
}

/** Finds things by id; an unknown one is an error at the element that names it. */
export class Directory {
  private readonly what: string;
  private readonly numbers = new Map<string, number>();

  constructor(what: string, elements: readonly XmlElement[]) {
    this.what = what;
    elements.forEach((element, index) => {
      const id = idOf(element);
      if (this.numbers.has(id)) throw new UnusableArchive(element, "the Id occurs twice");
      this.numbers.set(id, index);
    });
  }

  /** The index of what an element refers to. */
  find(element: XmlElement): number {
    const id = element.attributes.Reference ?? "";
    const found = this.numbers.get(id);
    if (found === undefined) throw new UnusableArchive(element, `there is no ${this.what} ${id}`);
    return found;
  }

  findAll(elements: readonly XmlElement[]): number[] {
    return elements.map((element) => this.find(element));
  }
}

/** Everything of an instance by id. */
export type Directories = Readonly<
  Record<
    "time" | "timeGroup" | "resourceType" | "resourceGroup" | "resource" | "eventGroup" | "event",
    Directory
  >
>;

/** A whole number, or the fallback when the child is missing and there is one. */
export function wholeNumber(element: XmlElement, name: string, fallback?: number): number {
  const text = childText(element, name)?.trim();
  if ((text === undefined || text === "") && fallback !== undefined) return fallback;
  if (text === undefined || !/^-?\d{1,9}$/.test(text))
    throw new UnusableArchive(element, `${name} must be a whole number, not ${text ?? "missing"}`);
  return Number(text);
}
