import { useTranslations } from "use-intl";
import type { StaleDetails } from "#server/domains/school/schema.ts";
import type { Messages } from "~/i18n/catalog.server.ts";
import { ConflictDialog, type ConflictField } from "~/ui/conflict-dialog.tsx";
import { useSchoolData } from "../school-data.ts";
import { type FieldSpec, sameValue, type Values } from "./field-spec.ts";

type Props = {
  name: string;
  fields: readonly FieldSpec[];
  mine: Values;
  /** What stood in the form when it was opened: where it was left alone, theirs is offered first. */
  base: Values | null;
  stale: StaleDetails;
  busy: boolean;
  onRefresh: () => void;
  /** Saves over the server's version: all of mine, or the mix. */
  onSave: (values: Values) => void;
};

/** Somebody else saved first: both versions side by side, field by field. */
export function ResourceConflict({ name, fields, mine, base, stale, busy, onRefresh, onSave }: Props) {
  const t = useTranslations("school");
  const labels = useTranslations("school.fields");
  const show = useShownValue();
  const differing = fields.filter((field) => !sameValue(mine[field.name], stale.server[field.name]));
  const rows: ConflictField[] = differing.map((field) => {
    const key = field.name as keyof Messages["school"]["fields"];
    return {
      id: field.name,
      label: labels.has(key) ? labels(key) : field.name,
      yours: show(mine[field.name]),
      theirs: show(stale.server[field.name]),
      ...(base && sameValue(mine[field.name], base[field.name]) && { first: "theirs" as const }),
    };
  });
  return (
    <ConflictDialog
      open
      onOpenChange={(open) => {
        if (!open) onRefresh();
      }}
      name={name}
      who={stale.changedBy ?? t("somebody")}
      when={new Date(stale.changedAt)}
      fields={rows}
      busy={busy}
      onRefresh={onRefresh}
      onMerge={(picks) =>
        onSave({
          ...mine,
          ...Object.fromEntries(
            differing
              .filter((field) => picks[field.name] === "theirs")
              .map((field) => [field.name, stale.server[field.name]]),
          ),
        })
      }
      onForce={() => onSave(mine)}
    />
  );
}

/** A value in words: ids as names, flags as yes and no. */
function useShownValue(): (value: unknown) => string | null {
  const t = useTranslations("common");
  const { choices, week } = useSchoolData();
  const names = new Map<string, string>([
    ...choices.map((one): [string, string] => [one.id, one.name]),
    ...[...week.days, ...week.periods].map((one): [string, string] => [one.id, one.name]),
  ]);
  const show = (value: unknown): string | null => {
    if (value === null || value === undefined || value === "") return null;
    if (typeof value === "boolean") return value ? t("yes") : t("no");
    if (Array.isArray(value)) return value.map(show).filter(Boolean).join(", ") || null;
    if (typeof value === "object") return Object.values(value).map(show).filter(Boolean).join(" ");
    return names.get(String(value)) ?? String(value);
  };
  return show;
}
