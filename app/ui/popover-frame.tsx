import { Popover as Primitive } from "radix-ui";
import { cn } from "./cn.ts";
import type { Opening } from "./lazy-opening.tsx";
import { floatingStyle } from "./overlay-style.ts";
import type { PopoverProps } from "./popover.tsx";
import { portalContainer } from "./portal-container.ts";

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
