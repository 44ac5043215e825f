import { X } from "lucide-react";
import { Dialog as Primitive } from "radix-ui";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { IconButton } from "./icon-button.tsx";
import { scrimStyle, undescribed } from "./overlay-style.ts";
import { useFocusReturn } from "./use-focus-return.ts";

export type SheetProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  description?: ReactNode;
  footer?: ReactNode;
  children: ReactNode;
};

/** The frame of Sheet, loaded when one first opens. */
export default function SheetFrame({ open, onOpenChange, title, description, footer, children }: SheetProps) {
  const t = useTranslations("common");
  const focusReturn = useFocusReturn();
  return (
    <Primitive.Root open={open} onOpenChange={onOpenChange}>
      <Primitive.Portal>
        <Primitive.Overlay className={scrimStyle} />
        <Primitive.Content
          {...focusReturn}
          {...(description ? {} : undescribed)}
          className="fixed inset-y-0 end-0 z-40 flex w-full flex-col bg-raised text-text shadow-float data-[state=open]:animate-sheet-end sm:max-w-md"
        >
          <header className="flex items-start gap-3 border-line border-b px-5 py-3.5">
            <div className="min-w-0 flex-1">
              <Primitive.Title className="text-large">{title}</Primitive.Title>
              {description && (
                <Primitive.Description className="text-muted text-small">{description}</Primitive.Description>
              )}
            </div>
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
