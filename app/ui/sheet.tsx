import { lazy, Suspense } from "react";
import type { SheetProps } from "./sheet-frame.tsx";
import { useWanted } from "./use-wanted.ts";

export type { SheetProps } from "./sheet-frame.tsx";

const SheetFrame = lazy(() => import("./sheet-frame.tsx"));

/** Details or a longer form beside the list they belong to; the whole width on phones. */
export function Sheet(props: SheetProps) {
  const wanted = useWanted(props.open);
  return wanted ? (
    <Suspense fallback={null}>
      <SheetFrame {...props} />
    </Suspense>
  ) : null;
}
