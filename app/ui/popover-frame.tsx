import * as Primitive from "radix-ui/popover";
import type { ReactElement, ReactNode } from "react";
import { cn } from "./cn.ts";
import type { Opening } from "./lazy-opening.tsx";
import { floatingStyle } from "./overlay-style.ts";
import { portalContainer } from "./portal-container.ts";

export type PopoverProps = {
  trigger: ReactElement;
  /** Read aloud when it opens. */
  label: string;
  align?: "start" | "center" | "end";
  className?: string;
  /** A function gets a way to close it. */
  children: ReactNode | ((close: () => void) => ReactNode);
};

/** The open popover, loaded when one is first pointed at. */
export default function PopoverFrame(props: PopoverProps & Opening) {
  const { trigger, label, open, onOpenChange, align = "start", className, children } = props;
  return (
    <Primitive.Root open={open} onOpenChange={onOpenChange}>
      <Primitive.Trigger asChild>{trigger}</Primitive.Trigger>
      <Primitive.Portal container={portalContainer()}>
        <Primitive.Content
          aria-label={label}
          align={align}
          sideOffset={6}
          collisionPadding={8}
          className={cn(floatingStyle, "w-72 max-w-[calc(100vw-1rem)] p-3", className)}
        >
          {typeof children === "function" ? children(() => onOpenChange(false)) : children}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
