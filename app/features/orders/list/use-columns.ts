import { useMemo, useState } from "react";
import { columnChoices, usualColumns } from "./use-order-columns.tsx";

const year = 60 * 60 * 24 * 365;
const cookieName = "order-columns";

/** The chosen columns as the request's cookie has them, so that the server draws the same table. */
export function readColumns(cookies: string | null): string[] {
  const found = new RegExp(`(?:^|;\\s*)${cookieName}=([\\w.]*)`).exec(cookies ?? "")?.[1];
  if (found === undefined) return [...usualColumns];
  const wanted = found.split(".");
  return columnChoices.filter((one) => wanted.includes(one));
}

/** Which columns are shown in this browser; the choice is kept. */
export function useColumns(first: readonly string[]) {
  const [shown, setShown] = useState(first);
  return useMemo(() => {
    const show = (columns: readonly string[]) => {
      setShown(columns);
      // biome-ignore lint/suspicious/noDocumentCookie: cookieStore is not everywhere yet
      document.cookie = `${cookieName}=${columns.join(".")}; Path=/orders; Max-Age=${year}; SameSite=Lax`;
    };
    return { shown, show };
  }, [shown]);
}
