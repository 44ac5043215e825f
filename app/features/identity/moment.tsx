import { useFormatter, useNow } from "use-intl";

/** A moment as distance ("2 hours ago"), in full on hover; rendered the same on server and browser. */
export function useMoment(): (iso: string) => string {
  const format = useFormatter();
  return (iso) => format.dateTime(new Date(iso), { dateStyle: "medium", timeStyle: "short" });
}

/** `<time>` of a moment, short. */
export function Moment({ iso }: { iso: string }) {
  const format = useFormatter();
  const moment = useMoment();
  const now = useNow({ updateInterval: 60_000 });
  return (
    <time dateTime={iso} title={moment(iso)} suppressHydrationWarning>
      {format.relativeTime(new Date(iso), now)}
    </time>
  );
}
