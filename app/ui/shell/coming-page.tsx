import { useLocation, useNavigation } from "@remix-run/react";
import { useEffect, useState } from "react";
import { Skeleton, TableSkeleton } from "../skeleton.tsx";

/** What a page looks like from afar: a list, a week, or text and cards. */
export type Outline = "table" | "week" | "cards";

/** How long the page before may stay in sight. Milliseconds; most pages come sooner. */
const patience = 250;

/**
 * The outline of the next page over the one before, once that page takes its time. It lies above instead of taking the
 * place, so that what is below keeps its height: where it was scrolled to is remembered when the next page is there.
 */
export function ComingPage({ outlineOf }: { outlineOf: (pathname: string) => Outline }) {
  const here = useLocation().pathname;
  const { location, formMethod } = useNavigation();
  const there = formMethod === undefined && location?.pathname !== here ? location?.pathname : undefined;
  const [late, setLate] = useState(false);
  useEffect(() => {
    setLate(false);
    if (there === undefined) return;
    const timer = setTimeout(() => setLate(true), patience);
    return () => clearTimeout(timer);
  }, [there]);
  if (!late || there === undefined) return null;
  return (
    <div
      aria-hidden="true"
      data-coming
      className="absolute inset-0 z-10 bg-surface px-4 pt-5 md:px-6 md:pt-6"
    >
      <div className="sticky top-16">
        <Skeleton className="h-7 w-52" />
        <Skeleton className="mt-2 mb-6 h-4 w-80 max-w-full" />
        <PageOutline outline={outlineOf(there)} />
      </div>
    </div>
  );
}

function PageOutline({ outline }: { outline: Outline }) {
  if (outline === "table") return <TableSkeleton rows={10} />;
  if (outline === "week") return <Tiles count={35} className="h-14" frame="grid grid-cols-5 gap-1.5" />;
  return <Tiles count={4} className="h-32" frame="grid gap-4 md:grid-cols-2" />;
}

const Tiles = ({ count, className, frame }: { count: number; className: string; frame: string }) => (
  <div className={frame}>
    {Array.from({ length: count }, (_, tile) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: placeholders have no identity
      <Skeleton key={tile} className={className} />
    ))}
  </div>
);
