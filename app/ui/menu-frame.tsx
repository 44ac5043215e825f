import { Check } from "lucide-react";
import * as Primitive from "radix-ui/dropdown-menu";
import type { ReactElement, ReactNode } from "react";
import { cn } from "./cn.ts";
import type { Opening } from "./lazy-opening.tsx";
import { floatingItemStyle, floatingStyle } from "./overlay-style.ts";
import { portalContainer } from "./portal-container.ts";
import { useDirection } from "./use-direction.ts";

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

/** The open menu, loaded when one is first pointed at. */
export default function MenuFrame({
  trigger,
  entries,
  align = "end",
  open,
  onOpenChange,
}: MenuProps & Opening) {
  const dir = useDirection();
  return (
    <Primitive.Root dir={dir} modal={false} open={open} onOpenChange={onOpenChange}>
      <Primitive.Trigger asChild>{trigger}</Primitive.Trigger>
      <Primitive.Portal container={portalContainer()}>
        <Primitive.Content
          align={align}
          sideOffset={4}
          collisionPadding={8}
          className={cn(
            floatingStyle,
            "max-h-(--radix-dropdown-menu-content-available-height) min-w-44 overflow-y-auto p-1",
          )}
        >
          {entries.map((entry, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a menu's entries keep their order while it is open
            <Entry key={index} entry={entry} />
          ))}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}

function Entry({ entry }: { entry: MenuEntry }) {
  if (entry.kind === "line") return <Primitive.Separator className="-mx-1 my-1 h-px bg-line" />;
  if (entry.kind === "heading") {
    return (
      <Primitive.Label className="px-2.5 pt-1.5 pb-1 text-caption text-subtle">{entry.label}</Primitive.Label>
    );
  }
  if (entry.kind === "check") {
    return (
      <Primitive.CheckboxItem
        checked={entry.checked}
        onCheckedChange={entry.onChange}
        onSelect={(event) => event.preventDefault()}
        className={cn(floatingItemStyle, "ps-8 relative")}
      >
        <Primitive.ItemIndicator className="absolute start-2.5">
          <Check aria-hidden />
        </Primitive.ItemIndicator>
        {entry.label}
      </Primitive.CheckboxItem>
    );
  }
  return (
    <Primitive.Item
      disabled={entry.disabled}
      onSelect={entry.onSelect}
      className={cn(
        floatingItemStyle,
        "data-disabled:pointer-events-none data-disabled:opacity-50",
        entry.danger ? "text-bad" : "[&_svg]:text-muted",
      )}
    >
      {entry.icon}
      {entry.label}
    </Primitive.Item>
  );
}
