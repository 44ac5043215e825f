import { lazy, type ReactElement, type ReactNode } from "react";
import { LazyOpening } from "./lazy-opening.tsx";

export type MenuEntry =
  | {
      kind?: "action";
      label: ReactNode;
      icon?: ReactNode;
      danger?: boolean;
      disabled?: boolean;
      onSelect: () => void;
    }
  | { kind: "check"; label: ReactNode; checked: boolean; onChange: (checked: boolean) => void }
  | { kind: "line" }
  | { kind: "heading"; label: ReactNode };

export type MenuProps = {
  /** One focusable element, usually an IconButton. */
  trigger: ReactElement;
  entries: readonly MenuEntry[];
  align?: "start" | "end";
};

const load = () => import("./menu-frame.tsx");
const MenuFrame = lazy(load);

/** Actions of one thing. Arrows, first letters, Escape. */
export function Menu(props: MenuProps) {
  return (
    <LazyOpening trigger={props.trigger} kind="menu" load={load}>
      {(opening) => <MenuFrame {...props} {...opening} />}
    </LazyOpening>
  );
}
