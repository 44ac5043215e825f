import { useTranslations } from "use-intl";
import type { RuleRow } from "#server/domains/school/rules/schema.ts";
import { Switch } from "~/ui/switch.tsx";
import { useToast } from "~/ui/toast.tsx";
import { useChange } from "../change.ts";
import { useReasonText } from "../resource/texts.ts";

/** Turns a rule off without losing it; takes effect at once. */
export function RuleSwitch({ rule }: { rule: RuleRow }) {
  const t = useTranslations("school.rules");
  const toast = useToast();
  const reasonText = useReasonText();
  const { busy, send } = useChange(({ problem }) => {
    if (problem) toast({ tone: "bad", message: reasonText(problem.reason) });
  });
  return (
    <Switch
      label={<span className="sr-only">{t("on")}</span>}
      checked={rule.active}
      disabled={busy}
      onChange={(event) =>
        send({
          resource: "rules",
          intent: "update",
          id: rule.id,
          version: rule.version,
          values: { active: event.target.checked },
        })
      }
    />
  );
}
