import { SaxesParser } from "saxes";
import { type IssueCode, UnusableFile } from "./report.ts";

export type XmlElement = {
  readonly name: string;
  /** Line of the opening tag, from 1. */
  readonly line: number;
  /** Text directly inside the element. */
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

export const defaultXmlLimits: XmlLimits = {
  maxBytes: 32 * 1024 * 1024,
  maxDepth: 16,
  maxElements: 1_000_000,
};

const noAttributes: Readonly<Record<string, string>> = {};

/**
 * Reads XML piece by piece into a tree, stopping at the first piece that breaks a limit, so that a huge or hostile
 * file costs no more than the limit. Document types are refused outright: nothing here needs them, and entity
 * bombs do. `expectRoot` is asked about the root as soon as it opens.
 */
class XmlReader {
  private readonly limits: XmlLimits;
  private readonly parser = new SaxesParser({ xmlns: false, position: true });
  private readonly open: XmlElement[] = [];
  private root: XmlElement | null = null;
  private size = 0;
  private elements = 0;

  constructor(limits: XmlLimits, expectRoot: (root: XmlElement) => void) {
    this.limits = limits;
    this.parser.on("error", (error) => this.refuse("not-xml", { reason: error.message }));
    this.parser.on("doctype", () => this.refuse("doctype-refused"));
    this.parser.on("opentag", ({ name, attributes }) => this.openElement(name, attributes, expectRoot));
    this.parser.on("text", (text) => this.addText(text));
    this.parser.on("cdata", (text) => this.addText(text));
    this.parser.on("closetag", () => this.open.pop());
  }

  /** Takes the next piece; throws `UnusableFile`. `bytes` is its size where known. */
  write(piece: string, bytes = piece.length): void {
    this.size += bytes;
    if (this.size > this.limits.maxBytes) this.refuse("too-large", { limit: this.limits.maxBytes });
    this.parser.write(piece);
    if (!this.root && this.size > 64 * 1024) this.refuse("not-xml", { reason: "no root element" });
  }

  /** Ends the input and gives the root element; throws `UnusableFile`. */
  end(): XmlElement {
    this.parser.close();
    return this.root ?? this.refuse("not-xml", { reason: "no root element" });
  }

  private openElement(
    name: string,
    attributes: Record<string, string>,
    expectRoot: (root: XmlElement) => void,
  ): void {
    const kept = Object.keys(attributes).length > 0 ? attributes : noAttributes;
    const element: XmlElement = { name, line: this.parser.line, text: "", attributes: kept, children: [] };
    if (++this.elements > this.limits.maxElements) {
      this.refuse("too-many-elements", { limit: this.limits.maxElements });
    }
    if (this.open.length >= this.limits.maxDepth) this.refuse("too-deep", { limit: this.limits.maxDepth });
    const parent = this.open.at(-1);
    if (parent) {
      parent.children.push(element);
    } else {
      expectRoot(element);
      this.root = element;
    }
    this.open.push(element);
  }

  private addText(text: string): void {
    const element = this.open.at(-1);
    if (element) element.text += text;
  }

  private refuse(code: IssueCode, details: Record<string, string | number> = {}): never {
    const element = this.open.at(-1)?.name ?? "file";
    throw new UnusableFile({ severity: "fatal", code, element, line: this.parser.line, details });
  }
}

const pieceLength = 64 * 1024;

/** Reads a whole text. */
export function readXmlText(
  text: string,
  limits: XmlLimits,
  expectRoot: (root: XmlElement) => void,
): XmlElement {
  const reader = new XmlReader(limits, expectRoot);
  for (let from = 0; from < text.length; from += pieceLength) {
    reader.write(text.slice(from, from + pieceLength));
  }
  return reader.end();
}

/** Reads UTF-8 bytes as they come, e.g. from an upload; memory stays bounded by the limits. */
export async function readXmlStream(
  pieces: AsyncIterable<Uint8Array>,
  limits: XmlLimits,
  expectRoot: (root: XmlElement) => void,
): Promise<XmlElement> {
  const reader = new XmlReader(limits, expectRoot);
  const decoder = new TextDecoder("utf-8", { fatal: true });
  for await (const piece of pieces) reader.write(decode(decoder, piece), piece.byteLength);
  reader.write(decode(decoder), 0);
  return reader.end();
}

function decode(decoder: TextDecoder, piece?: Uint8Array): string {
  try {
    return piece ? decoder.decode(piece, { stream: true }) : decoder.decode();
  } catch {
    throw new UnusableFile({ severity: "fatal", code: "not-utf8", element: "file", line: null, details: {} });
  }
}

/** The first child with one of the names. */
export function child(element: XmlElement, ...names: string[]): XmlElement | undefined {
  return element.children.find(({ name }) => names.includes(name));
}

/** All children with one of the names. */
export function childrenNamed(element: XmlElement, ...names: string[]): XmlElement[] {
  return element.children.filter(({ name }) => names.includes(name));
}

/** The text of a child, or undefined when the child is missing. */
export function childText(element: XmlElement, ...names: string[]): string | undefined {
  return child(element, ...names)?.text;
}

/** Text as XML content. Characters that XML 1.0 cannot hold are left out. */
export function escapeXml(text: string): string {
  const escapes: Record<string, string> = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    "'": "&apos;",
  };
  return text
    .replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, "")
    .replace(/[&<>"']/g, (character) => escapes[character] ?? character);
}
