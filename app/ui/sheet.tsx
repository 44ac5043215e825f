import { lazy, type ReactNode, Suspense } from "react";
import { useWanted } from "./use-wanted.ts";

export type SheetProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  description?: ReactNode;
  footer?: ReactNode;
  children: ReactNode;
};

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
