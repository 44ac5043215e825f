import { CircleAlert, CircleCheck, CircleDashed, Info, LoaderCircle, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "./cn.ts";

export type BadgeProps = {
  children: ReactNode;
  /** One of the twelve subject hues; grey without. */
  hue?: number;
  className?: string;
};

const badgeStyle =
  "inline-flex h-5.5 max-w-full items-center gap-1 whitespace-nowrap rounded-full px-2 text-caption [&_svg]:size-3.5 [&_svg]:shrink-0";

/** A word that belongs to a thing: a tag, a class, a subject. */
export function Badge({ children, hue, className }: BadgeProps) {
  return (
    <span
      className={cn(
        badgeStyle,
        hue === undefined && "bg-sunken text-muted ring-1 ring-line ring-inset",
        className,
      )}
      style={
        hue === undefined
          ? undefined
          : { background: `var(--hue-${hue}-surface)`, color: `var(--hue-${hue}-text)` }
      }
    >
      <span className="truncate">{children}</span>
    </span>
  );
}

export type StatusTone = "good" | "warn" | "bad" | "info" | "neutral" | "busy";

const statuses = {
  good: { icon: CircleCheck, look: "bg-good-surface text-good" },
  warn: { icon: TriangleAlert, look: "bg-warn-surface text-warn" },
  bad: { icon: CircleAlert, look: "bg-bad-surface text-bad" },
  info: { icon: Info, look: "bg-accent-surface text-accent-text" },
  neutral: { icon: CircleDashed, look: "bg-sunken text-muted ring-1 ring-line ring-inset" },
  busy: { icon: LoaderCircle, look: "bg-accent-surface text-accent-text" },
};

/** How a thing stands: always an icon and a word, never a colour alone. */
export function StatusBadge({ tone, children }: { tone: StatusTone; children: ReactNode }) {
  const { icon: Icon, look } = statuses[tone];
  return (
    <span className={cn(badgeStyle, look)}>
      <Icon aria-hidden className={tone === "busy" ? "animate-spin" : undefined} />
      <span className="truncate">{children}</span>
    </span>
  );
}
