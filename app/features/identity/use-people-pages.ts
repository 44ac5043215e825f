import { useFetcher, useLocation } from "@remix-run/react";
import { useEffect, useState } from "react";
import type { PersonRow } from "../../../server/domains/identity/schema.ts";

export type PeoplePage = { people: PersonRow[]; nextCursor: string | null; total: number };

/**
 * The loaded page and those fetched after it. Another filter starts over; when the first page is read again because
 * somebody has changed something, the later ones stay, so that nobody who has scrolled loses their place.
 */
export function usePeoplePages(first: PeoplePage) {
  const { search } = useLocation();
  const fetcher = useFetcher<PeoplePage>();
  const [later, setLater] = useState<PeoplePage[]>([]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another filter is the one reason to start over
  useEffect(() => setLater([]), [search]);
  useEffect(() => {
    const page = fetcher.data;
    if (page) setLater((pages) => (pages.includes(page) ? pages : [...pages, page]));
  }, [fetcher.data]);
  const nextCursor = (later.at(-1) ?? first).nextCursor;
  const params = new URLSearchParams(search);
  if (nextCursor) params.set("cursor", nextCursor);
  const seen = new Map<string, PersonRow>();
  for (const person of [first, ...later].flatMap((page) => page.people))
    if (!seen.has(person.id)) seen.set(person.id, person);
  return {
    people: [...seen.values()],
    more: nextCursor
      ? {
          href: `?${params}`,
          busy: fetcher.state !== "idle",
          onMore: () => fetcher.load(`/people?index&${params}`),
        }
      : null,
  };
}
