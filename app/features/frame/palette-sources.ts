import { useParams } from "@remix-run/react";
import { useMemo } from "react";
import { useTranslations } from "use-intl";
import type { Viewer } from "../../load-context.ts";
import type { PaletteItem, PaletteSource } from "../../ui/palette/palette-source.ts";
import type { NavItem } from "../../ui/shell/nav-item.ts";

/** Where the palette leads: the navigation, the pages behind it, and whatever is found by name while typing. */
export function usePaletteSources(
  viewer: Viewer | null,
  places: readonly NavItem[],
): readonly PaletteSource[] {
  const t = useTranslations("today.palette");
  const orders = useTranslations("orders.sections");
  const { schoolId } = useParams();
  return useMemo(() => {
    if (!viewer) return [];
    const may = (permission: string) => viewer.permissions.includes(permission);
    // in a district, the school whose pages are open
    const school = (viewer.schools.find(({ id }) => id === schoolId) ?? viewer.schools[0])?.id;
    const page = (label: string, to: string): PaletteItem => ({ id: to, label, to });
    const pages = places.map(({ id, label, to, icon }): PaletteItem => ({ id, label, to, icon }));
    if (school && may("timetable.plan")) pages.push(page(t("planning"), `/timetable/${school}/plan`));
    if (school && may("timetable.import")) pages.push(page(t("import"), `/timetable/${school}/import`));
    if (school && may("school.edit")) {
      for (const part of ["lessons", "subjects", "teachers", "classes", "rooms", "rules"] as const)
        pages.push(page(t(part), `/school/${school}/${part}`));
    }
    if (may("school.settings")) pages.push(page(t("newSchool"), "/school/new"));
    if (school && may("orders.configure")) {
      for (const part of ["failures", "courses", "shipping", "stores"] as const)
        pages.push(page(orders(part), `/orders/${school}/${part}`));
    }
    return [
      { id: "pages", heading: t("pages"), items: pages },
      ...(may("people.read") ? [{ id: "people", heading: t("people"), load: find("people") }] : []),
      ...(may("orders.read") ? [{ id: "orders", heading: t("orders"), load: find("orders") }] : []),
      { id: "set", heading: t("classes"), load: find("set") },
      { id: "teacher", heading: t("teachers"), load: find("teacher") },
      { id: "room", heading: t("rooms"), load: find("room") },
    ];
  }, [viewer, places, schoolId, t, orders]);
}

/** What the server finds for one text, by kind. */
export type PaletteFound = Record<"people" | "orders" | "set" | "teacher" | "room", PaletteItem[]>;

/** Four groups of the palette share one question to the server; the last one is enough, for each text asks anew. */
let asked: { query: string; signal: AbortSignal; answer: Promise<PaletteFound> } | undefined;

const find =
  (kind: keyof PaletteFound) =>
  async (query: string, signal: AbortSignal): Promise<readonly PaletteItem[]> => {
    if (asked?.query !== query || asked.signal !== signal)
      asked = { query, signal, answer: ask(query, signal) };
    return (await asked.answer)[kind];
  };

async function ask(query: string, signal: AbortSignal): Promise<PaletteFound> {
  const answer = await fetch(`/palette/find?q=${encodeURIComponent(query)}`, { signal });
  if (!answer.ok) throw new Error(`The search answered ${answer.status}`);
  return (await answer.json()) as PaletteFound;
}
