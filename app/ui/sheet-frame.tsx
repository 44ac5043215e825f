import { X } from "lucide-react";
import * as Primitive from "radix-ui/dialog";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { cn } from "./cn.ts";
import { IconButton } from "./icon-button.tsx";
import { scrimStyle, undescribed } from "./overlay-style.ts";
import { useFocusReturn } from "./use-focus-return.ts";

export type SheetProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  description?: ReactNode;
  footer?: ReactNode;
  /** Quiet buttons beside the one that closes. */
  actions?: ReactNode;
  /** `large` for a thing with a story; forms are narrow. */
  size?: "medium" | "large";
  children: ReactNode;
};

const widths = { medium: "sm:max-w-md", large: "sm:max-w-xl" };

/** The frame of Sheet, loaded when one first opens. */
export default function SheetFrame(props: SheetProps) {
  const { open, onOpenChange, title, description, footer, actions, size = "medium", children } = props;
  const t = useTranslations("common");
  // a form begins at its first field
  const focusReturn = useFocusReturn("form input:not([type=hidden]), form select, form textarea");
  return (
    <Primitive.Root open={open} onOpenChange={onOpenChange}>
      <Primitive.Portal>
        <Primitive.Overlay className={scrimStyle} />
        <Primitive.Content
          {...focusReturn}
          data-sheet
          onPointerDownOutside={(event) => {
            if ((event.target as Element | null)?.closest("[data-toasts]")) event.preventDefault();
          }}
          {...(description ? {} : undescribed)}
          className={cn(
            "fixed inset-y-0 end-0 z-40 flex w-full flex-col bg-raised text-text shadow-float data-[state=open]:animate-sheet-end",
            widths[size],
          )}
        >
          <header className="flex items-start gap-3 border-line border-b px-5 py-3.5">
            <div className="min-w-0 flex-1">
              <Primitive.Title className="text-large">{title}</Primitive.Title>
              {description && (
                <Primitive.Description className="text-muted text-small">{description}</Primitive.Description>
              )}
            </div>
            {actions}
            <Primitive.Close asChild>
              <IconButton size="small" label={t("close")} icon={<X />} className="-me-1.5" />
            </Primitive.Close>
          </header>
          <div className="min-h-0 flex-1 overflow-y-auto px-5 py-4">{children}</div>
          {footer && (
            <footer className="flex justify-end gap-2 border-line border-t px-5 py-3.5">{footer}</footer>
          )}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
