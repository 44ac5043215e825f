import { lazy, type ReactElement, type ReactNode } from "react";
import { LazyOpening } from "./lazy-opening.tsx";

export type PopoverProps = {
  trigger: ReactElement;
  /** Read aloud when it opens. */
  label: string;
  align?: "start" | "center" | "end";
  className?: string;
  /** A function gets a way to close it. */
  children: ReactNode | ((close: () => void) => ReactNode);
};

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
