import { describe, expect, it } from "vitest";
import { UnusableFile } from "./report.ts";
import { defaultXmlLimits, readXmlText, type XmlElement } from "./xml.ts";

const read = (text: string) => readXmlText(text, defaultXmlLimits, () => {});

/** Elements as nested arrays: [name, text, …children]. */
const shape = ({ name, text, children }: XmlElement): unknown[] => [name, text, ...children.map(shape)];

function reasonOf(text: string): unknown {
  try {
    read(text);
  } catch (error) {
    if (error instanceof UnusableFile) return error.issue.details.reason ?? error.issue.code;
    throw error;
  }
  return "taken";
}

describe("reading XML", () => {
  it("gives elements, attributes, text and the lines they begin on", () => {
    const root = read(
      `\uFEFF<?xml version="1.0"?>\n<!-- a > b -->\n<a x="1" y = '2&amp;"'>\n  <b/>\n  <c>t</c >\n</a>\n`,
    );
    expect(shape(root)).toEqual(["a", "", ["b", ""], ["c", "t"]]);
    expect(root.attributes).toEqual({ x: "1", y: '2&"' });
    expect([root.line, ...root.children.map(({ line }) => line)]).toEqual([3, 4, 5]);
  });

  it("keeps white space that is the whole of an element, and leaves out that between elements", () => {
    expect(shape(read("<a> <b> </b>\n<c>\t</c> </a>"))).toEqual(["a", "", ["b", " "], ["c", "\t"]]);
  });

  it("decodes the predefined entities and character references, once", () => {
    expect(read("<a>&lt;&#233;&#xE9;&amp;lt;&quot;&apos;&gt;</a>").text).toBe("<éé&lt;\"'>");
  });

  it("takes character data sections as they are, and line ends as line feeds", () => {
    expect(read("<a>1<![CDATA[<b>&amp;]]>2\r\n3\r4</a>").text).toBe("1<b>&amp;2\n3\n4");
  });

  it("takes names in any script", () => {
    expect(shape(read("<École><日-1.b>x</日-1.b></École>"))).toEqual(["École", "", ["日-1.b", "x"]]);
  });

  it.each([
    ["<a><b></a></b>", "</a> does not close <b>"],
    ["<a>", "<a> is not closed"],
    ["<a/><b/>", "more than one root element"],
    ["<a/>x", "text outside the root element"],
    ["x<a/>", "text outside the root element"],
    ["<a b=1/>", "the tag <a is malformed"],
    ["<a b='1' b='2'/>", "b is given twice"],
    ["<a b='<'/>", "the tag <a is malformed"],
    ["<1a/>", "< begins no tag"],
    ["<a>< b/></a>", "< begins no tag"],
    ["<a>&nbsp;</a>", "&nbsp; is unknown"],
    ["<a>& b</a>", "& b is unknown"],
    ["<a>&#0;</a>", "&#0; is unknown"],
    ["<a>&#xD800;</a>", "&#xD800; is unknown"],
    ["<a>\u0001</a>", "character 1 is not allowed"],
    ["<a>]]></a>", "]]> in text"],
    ["<a><!-- b -- c --></a>", "-- inside a comment"],
    ["<a><!-- b</a>", "-- is missing"],
    ["<a><![CDATA[b</a>", "]]> is missing"],
    ["<a></a", "> is missing"],
    ["<a", "the tag <a is malformed"],
    [" <?xml version='1.0'?><a/>", "the XML declaration must be at the start"],
    ["<a><!ELEMENT b></a>", "unknown declaration"],
    ["</a>", "</a> does not close <>"],
  ])("refuses %s", (text, reason) => {
    expect(reasonOf(text)).toBe(reason);
  });

  it("says the line of what it refuses", () => {
    expect(() => read("<a>\n<b>\n&x;</b></a>")).toThrow("line 2");
    expect(() => read("<a>\n<b>\n</c></a>")).toThrow("line 3");
  });
});
