import { useTranslations } from "use-intl";
import type { Sentence, ToldRelaxation, ToldRule } from "#server/domains/timetable/explain/schema.ts";
import type { Messages } from "~/i18n/catalog.server.ts";
import { useRuleName } from "../plan/score-panel.tsx";

type Reason = keyof Messages["whyNot"]["reasons"];
type Relaxation = keyof Messages["whyNot"]["relaxations"];

/** The engine's reasons, rules and ways out in the reader's language. */
export function useWhyWords() {
  const t = useTranslations("whyNot");
  const ruleName = useRuleName();
  const rule = ({ kind, about, pinned }: ToldRule): string => {
    const names = about.join(", ");
    if (pinned) return t("pinned", { names });
    return names ? t("rule", { kind: ruleName(kind), names }) : ruleName(kind);
  };
  return {
    rule,
    reason: ({ code, values }: Sentence): string => t(`reasons.${code as Reason}`, values as never),
    relaxation: ({ code, values, rule: index }: ToldRelaxation, rules: readonly ToldRule[]): string => {
      const changed = index === null ? undefined : rules[index];
      return t(`relaxations.${code as Relaxation}`, {
        ...values,
        rule: changed ? rule(changed) : "",
      } as never);
    },
  };
}
