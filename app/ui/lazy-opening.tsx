import { cloneElement, type ReactElement, type ReactNode, Suspense, useState } from "react";

export type Opening = { open: boolean; onOpenChange: (open: boolean) => void };

type LazyOpeningProps = {
  trigger: ReactElement;
  kind: "menu" | "dialog";
  load: () => Promise<unknown>;
  children: (opening: Opening) => ReactNode;
};

/**
 * A trigger whose popup's code is fetched when somebody points at or tabs to it, and which takes over on the first
 * click: pages do not pay for menus that nobody opens.
 */
export function LazyOpening({ trigger, kind, load, children }: LazyOpeningProps) {
  const [wanted, setWanted] = useState(false);
  const [open, setOpen] = useState(false);
  const closed = cloneElement(trigger, {
    "aria-haspopup": kind,
    "aria-expanded": false,
    onPointerEnter: load,
    onFocus: load,
    onClick: () => {
      setWanted(true);
      setOpen(true);
    },
  });
  if (!wanted) return closed;
  return <Suspense fallback={closed}>{children({ open, onOpenChange: setOpen })}</Suspense>;
}
