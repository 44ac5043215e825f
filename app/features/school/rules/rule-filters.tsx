import { useSearchParams } from "@remix-run/react";
import { X } from "lucide-react";
import { useTranslations } from "use-intl";
import type { Named } from "#server/domains/school/names/schema.ts";
import type { RuleGroup } from "#server/domains/school/rules/schema.ts";
import { IconButton } from "~/ui/icon-button.tsx";
import { EntityPicker } from "~/ui/picker/entity-picker.tsx";
import { Select } from "~/ui/select.tsx";
import { useChoices } from "../school-data.ts";
import { useRuleTitle } from "./rule-subject.tsx";

type Props = {
  about: string | undefined;
  type: string | undefined;
  groups: readonly RuleGroup[];
  names: readonly Named[];
};

/** Which rules to show: of one kind, about one teacher, class, room or subject; both are part of the address. */
export function RuleFilters({ about, type, groups, names }: Props) {
  const t = useTranslations("school.rules");
  const titleOf = useRuleTitle();
  const [params, setParams] = useSearchParams();
  const entities = useChoices(["teacher", "set", "room", "subject"]);
  const lesson = names.find((one) => one.id === about);
  const chosen =
    entities.find((one) => one.id === about) ?? (lesson ? { id: lesson.id, label: lesson.name } : undefined);
  const choose = (name: string, value: string) => {
    const next = new URLSearchParams(params);
    next.delete("cursor");
    if (value) next.set(name, value);
    else next.delete(name);
    setParams(next, { preventScrollReset: true });
  };
  return (
    <div className="flex w-full flex-wrap items-center gap-2 sm:w-auto">
      <span className="flex w-full items-center sm:w-56">
        <span className="min-w-0 flex-1">
          <EntityPicker
            entities={entities}
            aria-label={t("about")}
            placeholder={t("about")}
            recentKey="school-rules"
            value={chosen ? [chosen] : []}
            onValueChange={([entity]) => choose("about", entity?.id ?? "")}
          />
        </span>
        {chosen && (
          <IconButton size="small" label={t("clearAbout")} icon={<X />} onClick={() => choose("about", "")} />
        )}
      </span>
      <Select
        aria-label={t("kind")}
        value={type ?? ""}
        onChange={(event) => choose("type", event.target.value)}
        className="w-full sm:w-56"
      >
        <option value="">{t("allKinds")}</option>
        {groups.map((group) => (
          <option key={group.type} value={group.type}>
            {titleOf(group.type)}
          </option>
        ))}
      </Select>
    </div>
  );
}
