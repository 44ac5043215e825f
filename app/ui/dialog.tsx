import { lazy, Suspense } from "react";
import type { DialogProps } from "./dialog-frame.tsx";
import { useWanted } from "./use-wanted.ts";

export type { DialogProps } from "./dialog-frame.tsx";

const DialogFrame = lazy(() => import("./dialog-frame.tsx"));

/** A short task over the page. Focus goes in and comes back; Escape closes; on phones it rises from below. */
export function Dialog(props: DialogProps) {
  const wanted = useWanted(props.open);
  return wanted ? (
    <Suspense fallback={null}>
      <DialogFrame {...props} />
    </Suspense>
  ) : null;
}
