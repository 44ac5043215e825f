import { ArrowUp } from "lucide-react";
import { useTranslations } from "use-intl";

/** Orders that came since the list was opened. They wait here instead of pushing away what is being read. */
export default function NewsPill({ count, onShow }: { count: number; onShow: () => void }) {
  const t = useTranslations("orders.list");
  return (
    <button
      type="button"
      title={t("newsHelp")}
      onClick={onShow}
      className="pointer-events-auto inline-flex h-control-small animate-rise-in items-center gap-1.5 rounded-full bg-accent px-3.5 font-strong text-on-accent text-small shadow-float hover:bg-accent-hover"
    >
      <ArrowUp aria-hidden className="size-3.5" />
      {t("news", { count })}
    </button>
  );
}
