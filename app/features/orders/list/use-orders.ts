import { keepPreviousData, type QueryClient, useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { OrderRow } from "#server/domains/orders/schema.ts";
import type { OrdersOutput } from "../api.ts";
import type { ListWish } from "./list-address.ts";
import {
  keepFirstPage,
  type OpenList,
  openList,
  orderKeys,
  pageSize,
  readPage,
  rowAt,
} from "./order-cache.ts";

/** Rows beyond the view that are loaded along with it. */
const ahead = 40;
/** A drag of the scroll bar passes hundreds of pages: only where it rests for this long is loaded. Milliseconds. */
const rest = 90;
/** So long after other rows came into view the list counts as moving. Milliseconds. */
const passing = 200;

/** A first page as the server sent it with the document. */
export type FirstPage = { wish: ListWish; page: OrdersOutput["list"] };

export type Orders = {
  /** How many rows the list has. */
  count: number;
  countIsExact: boolean;
  rowAt: (index: number) => OrderRow | undefined;
  /** Say what is in view; its pages are loaded. */
  onView: (first: number, last: number) => void;
  /** The rows somebody can see now. */
  inView: () => string[];
  /** Rows pass by: what is in view now will hardly be in a moment. */
  isMoving: () => boolean;
  /** Another list is on its way; the one before is still shown. */
  isPending: boolean;
  isError: boolean;
  error: Error | null;
  /** Reads the list anew, with what has come since it was opened. */
  refresh: () => Promise<unknown>;
  open: OpenList | undefined;
};

/**
 * The orders of a school that fit a wish, loaded in pages as they come into view. The list holds still as of the moment
 * it was opened; rows in it change in place (useOrderSync), new ones wait until `refresh`.
 */
export function useOrders(schoolId: string, wish: ListWish, first: FirstPage | null): Orders {
  const client = useQueryClient();
  useSeed(client, schoolId, first);
  const key = orderKeys.list(schoolId, wish);
  const list = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => openList(client, schoolId, wish, signal),
    placeholderData: keepPreviousData,
    refetchOnWindowFocus: false,
  });
  const open = list.data;
  const { range, pages, onView } = usePagesInView(client, schoolId, open);
  const failed = [
    usePage(client, schoolId, open, pages[0]),
    usePage(client, schoolId, open, pages[1]),
    usePage(client, schoolId, open, pages[2]),
  ].find((error) => error !== null);
  return {
    count: open?.total ?? 0,
    countIsExact: open?.totalIsExact ?? true,
    rowAt: (index) => open && rowAt(client, schoolId, open, index),
    onView,
    inView: () => {
      const ids: string[] = [];
      for (let index = range.current.first; open && index <= range.current.last; index += 1) {
        const row = rowAt(client, schoolId, open, index);
        if (row) ids.push(row.id);
      }
      return ids;
    },
    isMoving: () => performance.now() - range.current.at < passing,
    isPending: list.isPlaceholderData || (list.isPending && list.isFetching),
    isError: list.isError || failed !== undefined,
    error: list.error ?? failed ?? null,
    refresh: () => client.refetchQueries({ queryKey: key, exact: true }),
    open,
  };
}

/** What came with the document is in the cache before anything is drawn, on the server too. */
function useSeed(client: QueryClient, schoolId: string, first: FirstPage | null): void {
  const seeded = useRef<FirstPage | null>(null);
  if (!first || seeded.current === first) return;
  seeded.current = first;
  const key = orderKeys.list(schoolId, first.wish);
  client.setQueryData(key, keepFirstPage(client, schoolId, first.wish, first.page));
}

/**
 * Keeps one page of those in view; three are the most a screen of rows touches. Rows are taken from the cache: this
 * draws again when the page came or changed.
 */
function usePage(
  client: QueryClient,
  schoolId: string,
  open: OpenList | undefined,
  page: number | undefined,
): Error | null {
  const wanted = open !== undefined && page !== undefined;
  const { error } = useQuery({
    queryKey: wanted ? [...orderKeys.pagesOf(schoolId, open), page] : ["orders", schoolId, "no page"],
    queryFn: ({ signal }) => (wanted ? readPage(client, schoolId, open, page, signal) : null),
    enabled: wanted,
    notifyOnChangeProps: ["data", "error"],
  });
  return error;
}

/** The pages to have for the rows in view. */
function usePagesInView(client: QueryClient, schoolId: string, open: OpenList | undefined) {
  const range = useRef({ first: 0, last: 20, at: Number.NEGATIVE_INFINITY });
  const [pages, setPages] = useState<readonly number[]>([0]);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const onView = useCallback(
    (first: number, last: number) => {
      range.current = { first, last, at: performance.now() };
      const wanted = open ? pagesFor(first, last, open.total) : [];
      const known = (page: number) =>
        open && client.getQueryData([...orderKeys.pagesOf(schoolId, open), page]) !== undefined;
      clearTimeout(timer.current);
      if (wanted.every(known)) setPages((before) => same(before, wanted));
      else timer.current = setTimeout(() => setPages((before) => same(before, wanted)), rest);
    },
    [client, schoolId, open],
  );
  // A list that becomes shorter, or another one, is looked at from its start until the table says otherwise.
  const within = useMemo(() => {
    const most = open ? Math.max(0, Math.ceil(open.total / pageSize) - 1) : 0;
    return pages.filter((page) => page <= most);
  }, [pages, open]);
  return { range, pages: within, onView };
}

const same = (before: readonly number[], next: readonly number[]): readonly number[] =>
  before.join() === next.join() ? before : next;

/** Numbers of the pages that hold the rows in view and those just beyond. */
export function pagesFor(first: number, last: number, total: number): number[] {
  if (total === 0) return [];
  const from = Math.floor(Math.max(0, first - ahead) / pageSize);
  const to = Math.floor(Math.min(total - 1, last + ahead) / pageSize);
  return Array.from({ length: to - from + 1 }, (_, step) => from + step);
}
