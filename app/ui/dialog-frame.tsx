import { X } from "lucide-react";
import * as Primitive from "radix-ui/dialog";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { cn } from "./cn.ts";
import { IconButton } from "./icon-button.tsx";
import { scrimStyle, undescribed } from "./overlay-style.ts";
import { useFocusReturn } from "./use-focus-return.ts";

const widths = { small: "sm:max-w-md", medium: "sm:max-w-lg", large: "sm:max-w-3xl" };

export type DialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  description?: ReactNode;
  /** Buttons, the primary one last. */
  footer?: ReactNode;
  /** Answers that must be given: no closing by a click outside. */
  modalAlert?: boolean;
  size?: "small" | "medium" | "large";
  children?: ReactNode;
};

/** The frame of Dialog, loaded when one first opens. */
export default function DialogFrame(props: DialogProps) {
  const { open, onOpenChange, title, description, footer, modalAlert, size = "medium", children } = props;
  const t = useTranslations("common");
  // a question is answered, with the harmless answer first, rather than closed
  const focusReturn = useFocusReturn(modalAlert ? "input, footer button" : undefined);
  return (
    <Primitive.Root open={open} onOpenChange={onOpenChange}>
      <Primitive.Portal>
        <Primitive.Overlay className={scrimStyle} />
        <div className="pointer-events-none fixed inset-0 z-40 flex items-end justify-center sm:items-start sm:p-4 sm:pt-[12vh]">
          <Primitive.Content
            {...focusReturn}
            role={modalAlert ? "alertdialog" : "dialog"}
            {...(description ? {} : undescribed)}
            onPointerDownOutside={modalAlert ? (event) => event.preventDefault() : undefined}
            className={cn(
              "pointer-events-auto flex max-h-[88dvh] w-full flex-col rounded-t-card bg-raised text-text shadow-float max-sm:data-[state=open]:animate-sheet-block sm:max-h-[80dvh] sm:rounded-card sm:data-[state=open]:animate-rise-in",
              widths[size],
            )}
          >
            <header className="flex items-start gap-3 px-5 pt-4.5">
              <div className="min-w-0 flex-1">
                <Primitive.Title className="text-large">{title}</Primitive.Title>
                {description && (
                  <Primitive.Description className="mt-1 text-muted">{description}</Primitive.Description>
                )}
              </div>
              <Primitive.Close asChild>
                <IconButton size="small" label={t("close")} icon={<X />} className="-me-1.5 -mt-0.5" />
              </Primitive.Close>
            </header>
            <div className="min-h-0 overflow-y-auto px-5 py-4">{children}</div>
            {footer && (
              <footer className="flex flex-col-reverse gap-2 border-line border-t px-5 py-3.5 sm:flex-row sm:justify-end">
                {footer}
              </footer>
            )}
          </Primitive.Content>
        </div>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
