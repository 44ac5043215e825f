import { QueryClient } from "@tanstack/react-query";

const minute = 60_000;

/** What a page keeps: shown at once for ten minutes, read again in the background once it is five minutes old. */
const newClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: { queries: { staleTime: 5 * minute, gcTime: 10 * minute, retry: 1 } },
  });

let ofThisTab: QueryClient | undefined;

/** One cache for the whole visit in a browser; on the server one a page, so that nobody sees another's rows. */
export function pageQueries(): QueryClient {
  if (typeof document === "undefined") return newClient();
  ofThisTab ??= newClient();
  return ofThisTab;
}
