import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { contrast, linearRgb, type Oklch } from "./oklch.ts";

const sheet = readFileSync(new URL("../../styles/tokens.css", import.meta.url), "utf8");
const number = "([\\d.]+)";
const oklch = (hue: string) => `oklch\\(${number} ${number} ${hue}\\)`;

/** Both sides of `--name: light-dark(oklch(…), oklch(…))`; `accentHue` stands in for the school's own. */
function token(name: string, accentHue = 264): { light: Oklch; dark: Oklch } {
  const side = oklch("([\\d.]+|var\\(--accent-hue\\))");
  const found = sheet.match(new RegExp(`--${name}: light-dark\\(\\s*${side},\\s*${side}\\s*\\)`));
  if (!found) throw new Error(`tokens.css has no colour --${name}`);
  const colour = ([lightness, chroma, hue]: (string | undefined)[]): Oklch => ({
    lightness: Number(lightness),
    chroma: Number(chroma),
    hue: hue?.startsWith("var") ? accentHue : Number(hue),
  });
  return { light: colour(found.slice(1, 4)), dark: colour(found.slice(4, 7)) };
}

const lowest = (text: string, surface: string, accentHue?: number) =>
  Math.min(
    contrast(token(text, accentHue).light, token(surface, accentHue).light),
    contrast(token(text, accentHue).dark, token(surface, accentHue).dark),
  );

test("white on black has the greatest contrast there is", () => {
  const white = { lightness: 1, chroma: 0, hue: 0 };
  expect(contrast(white, { lightness: 0, chroma: 0, hue: 0 })).toBeCloseTo(21, 1);
  expect(linearRgb(white).map((channel) => Math.round(channel * 255))).toEqual([255, 255, 255]);
});

describe("text can be read in both themes", () => {
  const surfaces = ["canvas", "surface", "raised", "sunken", "hover", "hover-raised"];
  for (const text of ["text", "muted", "subtle", "accent-text"]) {
    test.each(surfaces)(`${text} on %s`, (surface) => {
      expect(lowest(text, surface)).toBeGreaterThanOrEqual(4.5);
    });
  }
  test.each(["good", "warn", "bad"])("%s on its own surface and on paper", (state) => {
    for (const surface of [`${state}-surface`, "surface", "raised", "canvas"]) {
      expect(lowest(state, surface)).toBeGreaterThanOrEqual(4.5);
    }
  });
  test.each(["bad-solid", "bad-solid-hover"])("the label on %s", (surface) => {
    expect(lowest("on-accent", surface)).toBeGreaterThanOrEqual(4.5);
  });
});

test("the outline of a control and the focus ring stand out from what is around them", () => {
  for (const surface of ["canvas", "surface", "raised"]) {
    expect(lowest("line-control", surface)).toBeGreaterThanOrEqual(3);
    expect(lowest("focus", surface)).toBeGreaterThanOrEqual(3);
  }
});

test("any accent a school picks keeps its labels and links readable", () => {
  for (let hue = 0; hue < 360; hue++) {
    for (const surface of ["accent", "accent-hover"]) {
      expect(lowest("on-accent", surface, hue), `${surface} at hue ${hue}`).toBeGreaterThanOrEqual(4.5);
    }
    for (const surface of ["canvas", "surface", "raised", "accent-surface"]) {
      expect(
        lowest("accent-text", surface, hue),
        `accent-text on ${surface} at ${hue}`,
      ).toBeGreaterThanOrEqual(4.5);
    }
  }
});

describe("the twelve hues of subjects", () => {
  const hues = Array.from({ length: 12 }, (_, index) => index + 1);

  test.each(hues)("hue %i carries its own text and ordinary text", (hue) => {
    for (const text of [`hue-${hue}-text`, "text", "muted"]) {
      expect(lowest(text, `hue-${hue}-surface`), text).toBeGreaterThanOrEqual(4.5);
    }
  });

  test("are equally light and equally strong, so no subject shouts", () => {
    for (const part of ["surface", "edge", "text"]) {
      const looks = hues.map((hue) => {
        const { light, dark } = token(`hue-${hue}-${part}`);
        return [light.lightness, light.chroma, dark.lightness, dark.chroma].join(" ");
      });
      expect(new Set(looks).size, part).toBe(1);
    }
  });

  test("differ from each other by at least twenty degrees", () => {
    const angles = hues.map((hue) => token(`hue-${hue}-surface`).light.hue).sort((a, b) => a - b);
    for (const [index, angle] of angles.entries()) {
      const following = angles[index + 1] ?? (angles[0] ?? 0) + 360;
      expect(following - angle).toBeGreaterThanOrEqual(20);
    }
  });
});
