import { lazy } from "react";
import { LazyOpening } from "./lazy-opening.tsx";
import type { MenuProps } from "./menu-frame.tsx";

export type { MenuProps } from "./menu-frame.tsx";

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
