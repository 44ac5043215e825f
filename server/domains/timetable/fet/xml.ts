import { UnusableFile } from "./report.ts";
import { scanXml, type XmlElement, type XmlLimits } from "./xml-scanner.ts";

export type { XmlElement, XmlLimits } from "./xml-scanner.ts";

export const defaultXmlLimits: XmlLimits = {
  maxBytes: 32 * 1024 * 1024,
  maxDepth: 16,
  maxElements: 1_000_000,
};

/**
 * Reads a whole text into a tree. Document types are refused outright: nothing here needs them, and entity
 * bombs do. `expectRoot` is asked about the root as soon as it opens. Throws `UnusableFile`.
 */
export function readXmlText(
  text: string,
  limits: XmlLimits,
  expectRoot: (root: XmlElement) => void,
): XmlElement {
  if (text.length > limits.maxBytes) refuseSize(limits);
  return scanXml(text, limits, expectRoot);
}

/** Bytes within which a file must open its first tag. */
const prologBytes = 64 * 1024;

/** Reads UTF-8 bytes as they come, e.g. from an upload; memory stays bounded by the limits. */
export async function readXmlStream(
  pieces: AsyncIterable<Uint8Array>,
  limits: XmlLimits,
  expectRoot: (root: XmlElement) => void,
): Promise<XmlElement> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let text = "";
  let size = 0;
  for await (const piece of pieces) {
    size += piece.byteLength;
    if (size > limits.maxBytes) refuseSize(limits);
    text += decode(decoder, piece);
    if (size >= prologBytes && !/^\s*</.test(text.slice(0, prologBytes))) scanXml("", limits, expectRoot);
  }
  return scanXml(text + decode(decoder), limits, expectRoot);
}

function refuseSize({ maxBytes }: XmlLimits): never {
  const details = { limit: maxBytes };
  throw new UnusableFile({ severity: "fatal", code: "too-large", element: "file", line: null, details });
}

function decode(decoder: TextDecoder, piece?: Uint8Array): string {
  try {
    return piece ? decoder.decode(piece, { stream: true }) : decoder.decode();
  } catch {
    throw new UnusableFile({ severity: "fatal", code: "not-utf8", element: "file", line: null, details: {} });
  }
}

/**
 * The first child with one of the names. Plain loops here: files have tens of thousands of elements, and all are looked at
 * before the engine that runs this has warmed up.
 */
export function child(element: XmlElement, ...names: string[]): XmlElement | undefined {
  const { children } = element;
  const [first] = names;
  for (let i = 0; i < children.length; i++) {
    const found = children[i] as XmlElement;
    if (found.name === first || (names.length > 1 && names.includes(found.name))) return found;
  }
  return undefined;
}

/** All children with one of the names. */
export function childrenNamed(element: XmlElement, ...names: string[]): XmlElement[] {
  const { children } = element;
  const [first] = names;
  const named: XmlElement[] = [];
  for (let i = 0; i < children.length; i++) {
    const found = children[i] as XmlElement;
    if (found.name === first || (names.length > 1 && names.includes(found.name))) named.push(found);
  }
  return named;
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
