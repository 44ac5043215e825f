/** Names a device from its User-Agent well enough to recognise one's own; null for what is not a browser. */
export function deviceOf(userAgent: string): { browser: string; system: string; phone: boolean } | null {
  const browser = browsers.find(([, mark]) => mark.test(userAgent))?.[0];
  const system = systems.find(([, mark]) => mark.test(userAgent))?.[0];
  if (!browser || !system) return null;
  return { browser, system, phone: /Mobile|iPhone|Android/.test(userAgent) };
}

/** The order matters: each browser also claims to be those below it. */
const browsers: readonly [string, RegExp][] = [
  ["Edge", /Edg[A-Z]*\//],
  ["Opera", /OPR\//],
  ["Samsung Internet", /SamsungBrowser\//],
  ["Firefox", /Firefox\/|FxiOS\//],
  ["Chrome", /Chrome\/|CriOS\//],
  ["Safari", /Safari\//],
];
const systems: readonly [string, RegExp][] = [
  ["iOS", /iPhone|iPad/],
  ["Android", /Android/],
  ["Windows", /Windows/],
  ["macOS", /Mac OS X/],
  ["ChromeOS", /CrOS/],
  ["Linux", /Linux/],
];
