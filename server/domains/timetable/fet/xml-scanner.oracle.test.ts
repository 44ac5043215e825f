import fc from "fast-check";
import { SaxesParser } from "saxes";
import { describe, expect, it } from "vitest";
import { UnusableFile } from "./report.ts";
import { defaultXmlLimits, escapeXml, readXmlText, type XmlElement } from "./xml.ts";

/** An element as nested arrays: name, attributes, text, children. White space between tags is nobody's concern here. */
type Shape = [string, Record<string, string>, string, Shape[]];

const shapeOf = ({ name, attributes, text, children }: XmlElement): Shape => [
  name,
  { ...attributes },
  text.trim(),
  children.map(shapeOf),
];

function ours(text: string): Shape | "refused" {
  try {
    return shapeOf(readXmlText(text, defaultXmlLimits, () => {}));
  } catch (error) {
    if (error instanceof UnusableFile) return "refused";
    throw error;
  }
}

/** What saxes, a strict parser that many use, makes of the same text. */
function theirs(text: string): Shape | "refused" {
  const parser = new SaxesParser();
  const open: Shape[] = [];
  let root: Shape | undefined;
  const add = (piece: string) => {
    const element = open.at(-1);
    if (element) element[2] += piece;
  };
  parser.on("opentag", ({ name, attributes }) => {
    const element: Shape = [name, { ...attributes }, "", []];
    open.at(-1)?.[3].push(element);
    root ??= element;
    open.push(element);
  });
  parser.on("text", (piece) => piece.trim() && add(piece));
  parser.on("cdata", add);
  parser.on("closetag", () => open.pop());
  parser.on("error", (error) => {
    throw error;
  });
  try {
    parser.write(text).close();
  } catch {
    return "refused";
  }
  const trimmed = ([name, attributes, content, children]: Shape): Shape => [
    name,
    attributes,
    content.trim(),
    children.map(trimmed),
  ];
  return root ? trimmed(root) : "refused";
}

const name = fc.stringMatching(/^[A-Za-zé_][\w.-]{0,5}$/);
const plain = fc.string({ unit: "grapheme", maxLength: 8 });
const attributes = fc.dictionary(name, plain, { maxKeys: 3, noNullPrototype: true });
const { element } = fc.letrec<{ element: string; inside: string }>((tie) => ({
  inside: fc.oneof(
    { depthSize: "small" },
    plain.map(escapeXml),
    fc.constantFrom(" ", "\n", "\r\n", "<!-- x -->", "<?go on?>", "&#233;", "&#x1F600;"),
    fc.stringMatching(/^[\w<>& ]{0,6}$/).map((text) => `<![CDATA[${text}]]>`),
    tie("element"),
  ),
  element: fc
    .tuple(name, attributes, fc.array(tie("inside"), { maxLength: 4 }))
    .map(([tag, given, inside]) => {
      const list = Object.entries(given).map(([key, value]) => ` ${key}="${escapeXml(value)}"`);
      return `<${tag}${list.join("")}>${inside.join("")}</${tag}>`;
    }),
}));

describe("our reader of XML beside saxes", () => {
  it("makes the same tree of any document", () => {
    fc.assert(
      fc.property(element, (text) => {
        expect(ours(text)).toEqual(theirs(text));
      }),
      { numRuns: 500 },
    );
  });

  it("refuses what saxes refuses, and takes what it takes, when a document is damaged", () => {
    const damage = fc.tuple(fc.nat(), fc.nat({ max: 3 }), fc.stringMatching(/^[<>&;"'=/!?\]\- a-]{0,2}$/));
    fc.assert(
      fc.property(element, damage, (text, [place, cut, put]) => {
        const at = place % (text.length + 1);
        const damaged = (text.slice(0, at) + put + text.slice(at + cut)).toWellFormed();
        fc.pre(!/<!(DOCTYPE|\[CDATA\[[^\]]*$)|<\?(?!go on\?>)/i.test(damaged)); // left out here, or refused on purpose
        expect(ours(damaged)).toEqual(theirs(damaged));
      }),
      { numRuns: 4_000 },
    );
  });
});
