import { lazy } from "react";
import { LazyOpening } from "./lazy-opening.tsx";
import type { PopoverProps } from "./popover-frame.tsx";

export type { PopoverProps } from "./popover-frame.tsx";

const load = () => import("./popover-frame.tsx");
const PopoverFrame = lazy(load);

/** A little more about a thing, or a small form, beside its trigger. */
export function Popover(props: PopoverProps) {
  return (
    <LazyOpening trigger={props.trigger} kind="dialog" load={load}>
      {(opening) => <PopoverFrame {...props} {...opening} />}
    </LazyOpening>
  );
}
