import { useTranslations } from "use-intl";
import { StatusBadge } from "../../ui/badge.tsx";

const tones = { active: "good", invited: "info", deactivated: "neutral" } as const;

/** How an account stands. */
export function PersonStatusBadge({ status }: { status: keyof typeof tones }) {
  const t = useTranslations("identity.status");
  return <StatusBadge tone={tones[status]}>{t(status)}</StatusBadge>;
}
