import { CloudOff } from "lucide-react";
import { useTranslations } from "use-intl";
import { CallError } from "~/lib/query/call.ts";
import { Button } from "~/ui/button.tsx";
import { LinkButton } from "~/ui/link-button.tsx";
import type { Orders } from "./use-orders.ts";

/** Says that the list could not be read; what was read before stays in sight. */
export default function FailedNotice({ orders }: { orders: Orders }) {
  const t = useTranslations();
  const signedOut = orders.error instanceof CallError && orders.error.status === 401;
  return (
    <div role="alert" className="flex flex-wrap items-center gap-3 bg-bad-surface px-4 py-2.5 text-bad">
      <CloudOff aria-hidden className="size-4 shrink-0" />
      <span className="min-w-0 flex-1">
        <span className="font-strong">{t("orders.list.failedTitle")}</span> {t("orders.list.failedText")}
      </span>
      {signedOut ? (
        <LinkButton size="small" to="/sign-in" reloadDocument>
          {t("orders.list.signInAgain")}
        </LinkButton>
      ) : (
        <Button size="small" onClick={orders.refresh}>
          {t("common.retry")}
        </Button>
      )}
    </div>
  );
}
