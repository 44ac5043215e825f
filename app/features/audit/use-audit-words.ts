import { useTranslations } from "use-intl";
import type { Messages } from "~/i18n/catalog.server.ts";

type Audit = Messages["audit"];

/** What an entry's action, thing and fields are called; what has no word yet keeps its own name. */
export function useAuditWords() {
  const verbs = useTranslations("audit.verbs");
  const things = useTranslations("audit.things");
  const fields = useTranslations("audit.fields");
  const structure = useTranslations("school.fields");
  return {
    verb: (action: string) => {
      const key = (action.split(".").at(-1) ?? "") as keyof Audit["verbs"];
      return verbs.has(key) ? verbs(key) : action;
    },
    thing: (entity: string) => {
      const key = entity as keyof Audit["things"];
      return things.has(key) ? things(key) : entity;
    },
    field: (name: string) => {
      const own = name as keyof Audit["fields"];
      const shared = name as keyof Messages["school"]["fields"];
      return fields.has(own) ? fields(own) : structure.has(shared) ? structure(shared) : name;
    },
  };
}

/** A value in words: ids as names, flags as yes and no, roles as people say them, lists with commas. */
export function useShownDetail(names: Readonly<Record<string, string>>) {
  const t = useTranslations("common");
  const roles = useTranslations("identity.roles");
  const show = (value: unknown): string => {
    if (value === null || value === undefined || value === "") return "–";
    if (typeof value === "boolean") return value ? t("yes") : t("no");
    if (Array.isArray(value)) return value.length === 0 ? "–" : value.map(show).join(", ");
    if (typeof value === "object") return showObject(value as Record<string, unknown>);
    const text = String(value);
    const role = text as keyof Messages["identity"]["roles"];
    return names[text] ?? (roles.has(role) ? roles(role) : text);
  };
  const showObject = (value: Record<string, unknown>): string => {
    const { name, startsAt, endsAt } = value;
    if (typeof name !== "string")
      return Object.entries(value)
        .map(([key, one]) => `${names[key] ?? key} ${show(one)}`)
        .join(", ");
    return typeof startsAt === "string" ? `${name} ${startsAt}–${String(endsAt)}` : name;
  };
  return show;
}
