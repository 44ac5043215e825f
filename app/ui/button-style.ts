import { cn } from "./cn.ts";

export type ButtonTone = "primary" | "secondary" | "quiet" | "danger";
export type ButtonSize = "medium" | "small";

const tones: Record<ButtonTone, string> = {
  primary: "border-transparent bg-accent text-on-accent shadow-control hover:bg-accent-hover",
  secondary: "border-line-strong bg-surface text-text shadow-control hover:bg-hover active:bg-pressed",
  quiet: "border-transparent text-muted hover:bg-hover hover:text-text active:bg-pressed",
  danger: "border-transparent bg-bad-solid text-on-accent shadow-control hover:bg-bad-solid-hover",
};

/** The look shared by Button, IconButton and LinkButton. */
export function buttonStyle(tone: ButtonTone, size: ButtonSize, square = false, className?: string): string {
  return cn(
    "inline-flex shrink-0 select-none items-center justify-center gap-1.5 whitespace-nowrap rounded-control border font-strong text-body transition-colors [&_svg]:size-4 [&_svg]:shrink-0",
    "disabled:pointer-events-none disabled:opacity-50 aria-disabled:pointer-events-none aria-disabled:opacity-50",
    size === "medium" ? "h-control" : "h-control-small text-small",
    square ? (size === "medium" ? "w-control" : "w-control-small") : size === "medium" ? "px-3" : "px-2.5",
    tones[tone],
    className,
  );
}
