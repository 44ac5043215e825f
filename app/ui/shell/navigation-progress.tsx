import { useNavigation } from "@remix-run/react";
import { useEffect, useState } from "react";
import { useTranslations } from "use-intl";

/** How long a page may take before the bar says that something is happening. Milliseconds. */
const patience = 180;

/** A thin line at the top while the next page is on its way; nothing for pages that come at once. */
export function NavigationProgress() {
  const t = useTranslations("shell");
  const moving = useNavigation().state !== "idle";
  const [late, setLate] = useState(false);
  useEffect(() => {
    if (!moving) return setLate(false);
    const timer = setTimeout(() => setLate(true), patience);
    return () => clearTimeout(timer);
  }, [moving]);
  if (!late) return null;
  return (
    <div
      role="progressbar"
      aria-label={t("pageLoading")}
      className="fixed inset-x-0 top-0 z-50 h-0.5 overflow-hidden"
    >
      <div className="absolute h-full w-2/5 animate-indeterminate bg-accent" />
    </div>
  );
}
