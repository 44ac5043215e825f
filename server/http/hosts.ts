/** Where a request arrived: at a school's subdomain, at the town's own address, or elsewhere: perhaps a school's own domain. */
export type Place =
  | { readonly kind: "house"; readonly slug: string }
  | { readonly kind: "town" }
  | { readonly kind: "elsewhere"; readonly host: string };

const slugPattern = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
const ipPattern = /^(?:\d{1,3}(?:\.\d{1,3}){3}|\[[0-9a-f:.]+\])$/;

/** Places read before, by root domain and host. Anybody can make hosts up, so there is an end to them. */
const read = new Map<string, Map<string, Place>>();
const mostRead = 1_000;

/** Reads a Host header. Addresses by number count as the town's, so that a health probe or newcomer finds something. */
export function placeOf(host: string | undefined, rootDomain: string): Place {
  let places = read.get(rootDomain);
  if (!places) {
    places = new Map();
    read.set(rootDomain, places);
  }
  const known = places.get(host ?? "");
  if (known) return known;
  if (places.size >= mostRead) places.clear();
  const place = readPlace(host, rootDomain);
  places.set(host ?? "", place);
  return place;
}

function readPlace(host: string | undefined, rootDomain: string): Place {
  const name = (host ?? "").toLowerCase().replace(/:\d+$/, "").replace(/\.$/, "");
  if (name === rootDomain || ipPattern.test(name)) return { kind: "town" };
  if (!name.endsWith(`.${rootDomain}`)) return { kind: "elsewhere", host: name };
  const slug = name.slice(0, -rootDomain.length - 1);
  return slugPattern.test(slug) ? { kind: "house", slug } : { kind: "elsewhere", host: name };
}

const harmless = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Whether a request may change something, by who sent it: browsers name the sending page's origin with every POST, so
 * a foreign one is refused, and so is none at all when cookies came along (scripts without cookies need no Origin).
 */
export function originAllowed(request: {
  method: string;
  host: string;
  origin: string | undefined;
  hasCookie: boolean;
}): boolean {
  if (harmless.has(request.method)) return true;
  return request.origin === undefined ? !request.hasCookie : sameHost(request.origin, request.host);
}

/** Whether an Origin header names this very host. `null` (sandboxed frames, local files) names none. */
export function sameHost(origin: string | undefined, host: string): boolean {
  if (!origin || !/^https?:\/\//.test(origin)) return false;
  try {
    return new URL(origin).host === host.toLowerCase();
  } catch {
    return false;
  }
}
