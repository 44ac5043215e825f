import { personStatuses, roleNames } from "../../../server/domains/identity/words/schema.ts";

/** What the directory shows, as it stands in the page's address; anything not known is left out. */
export function peopleFilter(url: URL) {
  const { searchParams } = url;
  const wantedRole = roleNames.find((one) => one === searchParams.get("role"));
  const wantedStatus = personStatuses.find((one) => one === searchParams.get("status"));
  const search = searchParams.get("q")?.trim();
  const cursor = searchParams.get("cursor");
  return {
    ...(search && { search: search.slice(0, 100) }),
    ...(wantedRole && { role: wantedRole }),
    ...(wantedStatus && { status: wantedStatus }),
    ...(cursor && { cursor }),
  };
}

/** The same address with one choice changed; the page starts again at its first row. */
export function withChoice(current: URLSearchParams, name: string, value: string | null): string {
  const next = new URLSearchParams(current);
  next.delete("cursor");
  if (value) next.set(name, value);
  else next.delete(name);
  const query = next.toString();
  return query ? `?${query}` : "?";
}
