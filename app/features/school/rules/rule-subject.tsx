import { useMemo } from "react";
import { useTranslations } from "use-intl";
import type { Named } from "#server/domains/school/names/schema.ts";
import type { RuleRow } from "#server/domains/school/rules/schema.ts";
import type { Messages } from "~/i18n/catalog.server.ts";
import { Badge } from "~/ui/badge.tsx";
import { useSchoolData } from "../school-data.ts";
import { type KindKey, kindOf, scopeOf, spelledOut } from "./rule-words.ts";

type ParamKey = keyof Messages["school"]["rules"]["params"];
type FlagKey = keyof Messages["school"]["rules"]["flags"];
export type Names = ReadonlyMap<string, string>;

/** Names of all ids that the page's rules use, days and periods included. */
export function useNames(named: readonly Named[]): Names {
  const { week } = useSchoolData();
  return useMemo(
    () => new Map([...named, ...week.days, ...week.periods].map((one) => [one.id, one.name])),
    [named, week],
  );
}

/** Kinds whose own words already say whom they are for. */
const ownTitle: ReadonlySet<KindKey> = new Set(["teachersMinHoursDaily", "studentsMinHoursDaily"]);

/** What kind of rule a type is, and for whom: "All teachers: few free periods a week". */
export function useRuleTitle(): (type: string) => string {
  const t = useTranslations("school.rules");
  const kinds = useTranslations("ruleKinds");
  return (type) => {
    const kind: KindKey | null = kindOf(type);
    const scope = scopeOf(type);
    const title = kind ? (ownTitle.has(kind) ? t("minHoursTitle") : kinds(kind)) : spelledOut(type);
    return scope === "lessons" || scope === "room" ? title : t(`titles.${scope}`, { title });
  };
}

/** The parts of a rule that differ from rule to rule: whom it is about as badges, how much in words. */
export function RuleSubject({ rule, names }: { rule: RuleRow; names: Names }) {
  const describe = useDescription(names);
  const { subjects, words } = describe(rule);
  return (
    <span className="inline-flex flex-wrap items-center gap-1.5 py-1">
      {subjects.map((subject) => (
        <Badge key={subject}>{subject}</Badge>
      ))}
      {words.length > 0 && <span className="font-normal text-muted text-small">{words.join(" · ")}</span>}
    </span>
  );
}

/** Each name once; parts of a split lesson share theirs and are counted: "English 7A × 5". */
function countNames(names: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].map(([name, count]) => (count > 1 ? `${name} × ${count}` : name));
}

/** How many names a list shows before it is only counted. */
const shown = 4;

/** A rule's parameters as names and words; the same for screens, tables and files. */
export function useDescription(names: Names) {
  const t = useTranslations("school.rules");
  const slotWords = useSlotWords(names);
  const nameOf = (id: unknown) => names.get(String(id));
  return ({ params }: RuleRow): { subjects: string[]; words: string[] } => {
    const subjects: string[] = [];
    const words: string[] = [];
    for (const [key, value] of Object.entries(params)) {
      if (typeof value === "number" && t.has(`params.${key as ParamKey}`))
        words.push(t(`params.${key as ParamKey}`, { count: value }));
      else if (value === true && t.has(`flags.${key as FlagKey}`)) words.push(t(`flags.${key as FlagKey}`));
      else if (key === "slots" && Array.isArray(value)) words.push(slotWords(value));
      else if (Array.isArray(value)) {
        const counted = countNames(value.flatMap((id) => nameOf(id) ?? []));
        subjects.push(...counted.slice(0, shown));
        if (counted.length > shown) words.push(t("more", { count: counted.length - shown }));
      } else if (typeof value === "string") subjects.push(...[nameOf(value) ?? []].flat());
    }
    return { subjects, words };
  };
}

/** Times in words, by day: "Monday: 1, 2 · Friday: all day". */
function useSlotWords(names: Names): (slots: readonly unknown[]) => string {
  const t = useTranslations("school.rules");
  const { week } = useSchoolData();
  const hours = week.periods.filter((period) => !period.isBreak);
  return (slots) => {
    const byDay = new Map<string, string[]>();
    for (const slot of slots as { day: string; hour: string }[])
      byDay.set(slot.day, [...(byDay.get(slot.day) ?? []), slot.hour]);
    const parts = week.days.flatMap((day) => {
      const marked = byDay.get(day.id);
      if (!marked) return [];
      const when =
        marked.length >= hours.length
          ? t("allDay")
          : hours
              .filter((hour) => marked.includes(hour.id))
              .map((hour) => names.get(hour.id))
              .join(", ");
      return [t("dayTimes", { day: day.name, when })];
    });
    return parts.length > 3 ? t("times", { count: slots.length, days: parts.length }) : parts.join(" · ");
  };
}
