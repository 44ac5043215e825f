import { Pencil } from "lucide-react";
import { type KeyboardEvent, useRef, useState } from "react";
import { cn } from "./cn.ts";
import { controlStyle } from "./control-style.ts";

export type InlineTextProps = {
  value: string;
  /** Names what is edited: "Name of 7B". */
  label: string;
  /** Called once, with the trimmed new text, when it differs. */
  onSave: (value: string) => void;
  /** Shown instead while it is being saved. */
  pending?: string;
  className?: string;
};

/** A text that is edited where it stands, in tables: Enter or leaving saves, Escape takes back. */
export function InlineText({ value, label, onSave, pending, className }: InlineTextProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const button = useRef<HTMLButtonElement>(null);
  const finish = (save: boolean) => {
    const next = draft?.trim();
    setDraft(null);
    if (save && next && next !== value) onSave(next);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" && event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    finish(event.key === "Enter");
    requestAnimationFrame(() => button.current?.focus());
  };
  if (draft === null) {
    return (
      <button
        ref={button}
        type="button"
        aria-label={`${label}: ${value}`}
        onClick={() => setDraft(value)}
        className={cn(
          "group/edit inline-flex max-w-full items-center gap-1.5 rounded-small text-start",
          className,
        )}
      >
        <span className={cn("truncate", pending !== undefined && "text-muted")}>{pending ?? value}</span>
        <Pencil
          aria-hidden
          className="size-3 shrink-0 text-muted opacity-0 group-hover/edit:opacity-100 group-focus-visible/edit:opacity-100"
        />
      </button>
    );
  }
  return (
    <input
      // biome-ignore lint/a11y/noAutofocus: it takes the place of the button that was just pressed
      autoFocus
      aria-label={label}
      value={draft}
      onChange={(event) => setDraft(event.target.value)}
      onFocus={(event) => event.target.select()}
      onBlur={() => finish(true)}
      onKeyDown={onKeyDown}
      className={cn(controlStyle, "-ms-2.5 h-7", className)}
    />
  );
}
