import { useFetcher, useLocation } from "@remix-run/react";
import { useEffect, useState } from "react";
import type { PersonRow } from "../../../server/domains/identity/schema.ts";

export type PeoplePage = { people: PersonRow[]; nextCursor: string | null; total: number };

/** The loaded page and those fetched after it. A new first page (another filter, a change) starts over. */
export function usePeoplePages(first: PeoplePage) {
  const { search } = useLocation();
  const fetcher = useFetcher<PeoplePage>();
  const [later, setLater] = useState<PeoplePage[]>([]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new first page is the one reason to start over
  useEffect(() => setLater([]), [first]);
  useEffect(() => {
    const page = fetcher.data;
    if (page) setLater((pages) => (pages.includes(page) ? pages : [...pages, page]));
  }, [fetcher.data]);
  const nextCursor = (later.at(-1) ?? first).nextCursor;
  const params = new URLSearchParams(search);
  if (nextCursor) params.set("cursor", nextCursor);
  const seen = new Map([first, ...later].flatMap((page) => page.people.map((one) => [one.id, one])));
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
