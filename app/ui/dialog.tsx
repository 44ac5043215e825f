import { lazy, type ReactNode, Suspense } from "react";
import { useWanted } from "./use-wanted.ts";

export type DialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  description?: ReactNode;
  /** Buttons, the primary one last. */
  footer?: ReactNode;
  /** Answers that must be given: no closing by a click outside. */
  modalAlert?: boolean;
  size?: "small" | "medium" | "large";
  children?: ReactNode;
};

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
