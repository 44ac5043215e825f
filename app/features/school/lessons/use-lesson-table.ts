import { useFetcher, useLocation, useSearchParams } from "@remix-run/react";
import { useEffect, useRef, useState } from "react";
import type { LessonRow } from "#server/domains/school/lessons/schema.ts";
import type { RemoteControl, Sort } from "~/ui/table/table-types.ts";
import { withParam } from "./lesson-query.ts";

export type LessonPage = { rows: LessonRow[]; nextCursor: string | null; total: number };

/** Milliseconds of silence on the keyboard before the server searches. */
const pause = 250;

/** Search and order live in the address and are the server's work; further pages are put below the first. */
export function useLessonTable(page: LessonPage) {
  const [params, setParams] = useSearchParams();
  const { pathname } = useLocation();
  const fetcher = useFetcher<LessonPage>();
  const [later, setLater] = useState<{ first: LessonPage; pages: LessonPage[] }>({ first: page, pages: [] });
  const pages = later.first === page ? later.pages : []; // a new first page makes the later ones stale
  const last = pages.at(-1) ?? page;

  const taken = useRef<LessonPage | undefined>(undefined);
  const asked = useRef<LessonPage>(page);
  useEffect(() => {
    const next = fetcher.data;
    if (!next || taken.current === next || asked.current !== page) return;
    taken.current = next;
    setLater((shown) => ({ first: page, pages: [...(shown.first === page ? shown.pages : []), next] }));
  }, [fetcher.data, page]);

  const search = useTypedSearch(params.get("q") ?? "", (q) =>
    setParams(withParam(params, { q }), { replace: true, preventScrollReset: true }),
  );
  const sort: Sort = { column: params.get("sort") ?? "subject", descending: params.get("dir") === "desc" };
  const remote: RemoteControl = {
    sort,
    onSort: (wish) =>
      setParams(withParam(params, { sort: wish?.column ?? null, dir: wish?.descending ? "desc" : null }), {
        replace: true,
        preventScrollReset: true,
      }),
    query: search.typed,
    onQuery: search.type,
  };
  const next = new URLSearchParams(params);
  if (last.nextCursor) next.set("cursor", last.nextCursor);
  return {
    rows: [page, ...pages].flatMap((one) => one.rows),
    remote,
    more: last.nextCursor
      ? {
          href: `?${next}`,
          busy: fetcher.state !== "idle",
          onMore: () => {
            asked.current = page;
            fetcher.load(`${pathname}?${next}`);
          },
        }
      : null,
  };
}

/** The text in the search box at once, the search a moment after the last key. */
function useTypedSearch(current: string, search: (text: string) => void) {
  const [typed, setTyped] = useState(current);
  const run = useRef(search);
  run.current = search;
  useEffect(() => {
    if (typed.trim() === current) return;
    const timer = setTimeout(() => run.current(typed.trim()), pause);
    return () => clearTimeout(timer);
  }, [typed, current]);
  return { typed, type: setTyped };
}
