import { CloudOff, LoaderCircle, Radio } from "lucide-react";
import { useTranslations } from "use-intl";
import { cn } from "./cn.ts";

export type ConnectionState = "online" | "connecting" | "offline";

const icons = { online: Radio, connecting: LoaderCircle, offline: CloudOff };
const tones = {
  online: "text-muted",
  connecting: "bg-warn-surface text-warn",
  offline: "bg-bad-surface text-bad",
};

/** Whether this page follows what others change. Quiet while it does; says so, in words, when it does not. */
export function ConnectionBadge({ state }: { state: ConnectionState }) {
  const t = useTranslations("shell.connection");
  const Icon = icons[state];
  return (
    <span
      role="status"
      title={t(`${state}Help`)}
      className={cn("inline-flex h-6 items-center gap-1.5 rounded-full px-2 text-caption", tones[state])}
    >
      <Icon
        aria-hidden
        className={cn(
          "size-3.5",
          state === "connecting" && "animate-spin",
          state === "online" && "text-good",
        )}
      />
      <span className={state === "online" ? "sr-only md:not-sr-only" : undefined}>{t(state)}</span>
    </span>
  );
}
