import { type IssueCode, UnusableFile } from "./report.ts";

export type XmlElement = {
  readonly name: string;
  /** Line of the opening tag, from 1. */
  readonly line: number;
  /** Text directly inside the element; white space between its children is left out. */
  text: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: XmlElement[];
};

export type XmlLimits = {
  /** Bytes of UTF-8 (of UTF-16 code units when text is given). */
  readonly maxBytes: number;
  readonly maxDepth: number;
  readonly maxElements: number;
};

/**
 * Reads XML 1.0 without document types: elements, attributes, text, character data sections, comments, processing
 * instructions and the five predefined entities. Strict where the standard is (nesting, names, references, one
 * root), because a school's data must not be half read. It jumps from tag to tag by `indexOf`, so that a file of
 * two megabytes takes some ten milliseconds even before the engine that runs it has warmed up.
 */
export function scanXml(text: string, limits: XmlLimits, expectRoot: (root: XmlElement) => void): XmlElement {
  return new Scanner(text, limits).scan(expectRoot);
}

const nameStart =
  ":A-Z_a-z\\u{C0}-\\u{2FF}\\u{370}-\\u{1FFF}\\u{200C}\\u{200D}\\u{2070}-\\u{DFFF}\\u{F900}-\\u{EFFFF}";
const name = `[${nameStart}][${nameStart}\\-.0-9\\u{B7}\\u{300}-\\u{36F}\\u{203F}\\u{2040}]*`;
const wholeName = new RegExp(`^${name}$`, "u");
const attribute = new RegExp(`\\s+(${name})\\s*=\\s*(?:"([^"<]*)"|'([^'<]*)')`, "uy");
const tagEnd = /\s*(\/?)>/y;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters XML 1.0 forbids
const forbidden = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/;
const noAttributes: Readonly<Record<string, string>> = {};
const entities: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

class Scanner {
  private readonly text: string;
  private readonly limits: XmlLimits;
  private readonly open: XmlElement[] = [];
  private readonly names = new Set<string>();
  private root: XmlElement | null = null;
  private elements = 0;
  private at = 0;
  private line = 1;
  /** Where lines have been counted up to. */
  private counted = 0;

  constructor(text: string, limits: XmlLimits) {
    // Line ends are line feeds inside XML, whatever the file has.
    const lines = text.includes("\r") ? text.split("\r\n").join("\n") : text; // several times quicker than by pattern
    this.text = lines.includes("\r") ? lines.replaceAll("\r", "\n") : lines;
    this.limits = limits;
  }

  scan(expectRoot: (root: XmlElement) => void): XmlElement {
    const { text } = this;
    this.at = text.startsWith("\uFEFF") ? 1 : 0;
    const bad = forbidden.exec(text);
    if (bad) this.refuseAt(bad.index, `character ${bad[0].charCodeAt(0)} is not allowed`);
    for (let next = text.indexOf("<", this.at); next >= 0; next = text.indexOf("<", this.at)) {
      if (next > this.at) this.readText(next);
      this.readMarkup(expectRoot);
    }
    this.readText(text.length);
    const unclosed = this.open.at(-1);
    if (unclosed) this.refuse("not-xml", { reason: `<${unclosed.name}> is not closed` });
    return this.root ?? this.refuse("not-xml", { reason: "no root element" });
  }

  private readMarkup(expectRoot: (root: XmlElement) => void): void {
    const mark = this.text[this.at + 1];
    if (mark === "/") this.closeElement();
    else if (mark === "!") this.readDeclaration();
    else if (mark === "?") this.readInstruction();
    else this.openElement(expectRoot);
  }

  private readInstruction(): void {
    const { text, at } = this;
    const isDeclaration = /^<\?xml\s/.test(text.slice(at, at + 6));
    if (isDeclaration && at > (text.startsWith("\uFEFF") ? 1 : 0))
      this.refuseAt(at, "the XML declaration must be at the start");
    this.at = this.after("?>", at + 2);
  }

  /** Text up to `end`; white space only counts in an element without children. */
  private readText(end: number): void {
    const { text, at } = this;
    this.at = end;
    const element = this.open.at(-1);
    if (isSpace(text, at, end)) {
      const isWhole = element && element.children.length === 0 && text.startsWith("</", end);
      if (isWhole) element.text += text.slice(at, end);
      return;
    }
    const raw = text.slice(at, end);
    if (raw.includes("]]>")) this.refuseAt(at, "]]> in text");
    const parent = element ?? this.refuseAt(at, "text outside the root element");
    parent.text += this.decoded(raw, at);
  }

  private readDeclaration(): void {
    const { text, at } = this;
    if (text.startsWith("<!--", at)) {
      const end = this.after("--", at + 4);
      if (text[end] !== ">") this.refuseAt(at, "-- inside a comment");
      this.at = end + 1;
    } else if (text.startsWith("<![CDATA[", at)) {
      const element = this.open.at(-1) ?? this.refuseAt(at, "text outside the root element");
      this.at = this.after("]]>", at + 9);
      element.text += text.slice(at + 9, this.at - 3);
    } else {
      this.countLines(at);
      this.refuse(text.startsWith("<!DOCTYPE", at) ? "doctype-refused" : "not-xml", {
        reason: "unknown declaration",
      });
    }
  }

  private closeElement(): void {
    const { text, at } = this;
    const end = this.after(">", at + 2);
    const element = this.open.pop();
    const closed = text.slice(at + 2, end - 1).trimEnd();
    if (element?.name !== closed) this.refuseAt(at, `</${closed}> does not close <${element?.name ?? ""}>`);
    this.at = end;
  }

  private openElement(expectRoot: (root: XmlElement) => void): void {
    const { text, at, open } = this;
    this.countLines(at);
    const name = this.readTagName();
    const attributes = text.charCodeAt(this.at) === 0x3e ? noAttributes : this.readAttributes();
    const isEmpty = this.endTag(name);
    const element: XmlElement = { name, line: this.line, text: "", attributes, children: [] };
    this.countElement();
    const parent = open.at(-1);
    if (parent) parent.children.push(element);
    else if (this.root) this.refuse("not-xml", { reason: "more than one root element" });
    else {
      expectRoot(element);
      this.root = element;
    }
    if (!isEmpty) open.push(element);
  }

  /** The name at the opening tag. A file has few names, so each is examined once. */
  private readTagName(): string {
    const { text } = this;
    const from = this.at + 1;
    let end = from;
    for (let code = text.charCodeAt(end); code > 0x20 && code !== 0x3e && code !== 0x2f; )
      code = text.charCodeAt(++end);
    const found = text.slice(from, end);
    if (!this.names.has(found)) {
      if (!wholeName.test(found)) this.refuse("not-xml", { reason: "< begins no tag" });
      this.names.add(found);
    }
    this.at = end;
    return found;
  }

  /** Reads the end of an opening tag; true when the element ends with it. */
  private endTag(name: string): boolean {
    if (this.text.charCodeAt(this.at) === 0x3e) {
      this.at++;
      return false;
    }
    tagEnd.lastIndex = this.at;
    const end = tagEnd.exec(this.text);
    if (!end) return this.refuse("not-xml", { reason: `the tag <${name} is malformed` });
    this.at = tagEnd.lastIndex;
    return end[1] === "/";
  }

  private countElement(): void {
    const { maxElements, maxDepth } = this.limits;
    if (++this.elements > maxElements) this.refuse("too-many-elements", { limit: maxElements });
    if (this.open.length >= maxDepth) this.refuse("too-deep", { limit: maxDepth });
  }

  private readAttributes(): Readonly<Record<string, string>> {
    const found: Record<string, string> = {};
    let any = false;
    for (;;) {
      attribute.lastIndex = this.at;
      const match = attribute.exec(this.text);
      if (!match) return any ? found : noAttributes;
      const [, key = "", double, single] = match;
      if (Object.hasOwn(found, key)) this.refuse("not-xml", { reason: `${key} is given twice` });
      found[key] = this.decoded((double ?? single ?? "").replace(/[\t\n]/g, " "), this.at);
      any = true;
      this.at = attribute.lastIndex;
    }
  }

  private decoded(raw: string, at: number): string {
    if (!raw.includes("&")) return raw;
    return raw.replace(/&([^;&]*);?/g, (whole, reference: string) => {
      const character = whole.endsWith(";") ? entities[reference] : undefined;
      return character ?? characterOf(whole) ?? this.refuseAt(at, `${whole.slice(0, 40)} is unknown`);
    });
  }

  /** The place after the next `mark`. */
  private after(mark: string, from: number): number {
    const found = this.text.indexOf(mark, from);
    if (found < 0) this.refuseAt(this.at, `${mark} is missing`);
    return found + mark.length;
  }

  private countLines(to: number): void {
    const { text } = this;
    for (let end = text.indexOf("\n", this.counted); end >= 0 && end < to; ) {
      this.line++;
      this.counted = end + 1;
      end = text.indexOf("\n", this.counted);
    }
  }

  private refuseAt(place: number, reason: string): never {
    this.countLines(place);
    return this.refuse("not-xml", { reason });
  }

  private refuse(code: IssueCode, details: Record<string, string | number> = {}): never {
    const element = this.open.at(-1)?.name ?? "file";
    throw new UnusableFile({ severity: "fatal", code, element, line: this.line, details });
  }
}

function isSpace(text: string, from: number, end: number): boolean {
  for (let at = from; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code !== 0x20 && code !== 0x0a && code !== 0x09) return false;
  }
  return true;
}

/** The character of `&#233;` or `&#xE9;`, if XML may hold it. */
function characterOf(reference: string): string | null {
  const found = /^&#(?:(\d{1,7})|x([0-9A-Fa-f]{1,6}));$/.exec(reference);
  if (!found) return null;
  const code = found[1] === undefined ? Number.parseInt(found[2] ?? "", 16) : Number(found[1]);
  if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return null;
  const character = String.fromCodePoint(code);
  return code === 0 || forbidden.test(character) ? null : character;
}
