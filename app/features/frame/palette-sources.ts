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
  return useMemo(() => {
    if (!viewer) return [];
    const may = (permission: string) => viewer.permissions.includes(permission);
    const school = viewer.schools[0]?.id;
    const page = (label: string, to: string): PaletteItem => ({ id: to, label, to });
    const pages = places.map(({ id, label, to, icon }): PaletteItem => ({ id, label, to, icon }));
    if (school && may("timetable.plan")) pages.push(page(t("planning"), `/timetable/${school}/plan`));
    if (school && may("timetable.import")) pages.push(page(t("import"), `/timetable/${school}/import`));
    if (school && may("school.edit")) {
      for (const part of ["lessons", "subjects", "teachers", "classes", "rooms", "rules"] as const)
        pages.push(page(t(part), `/school/${school}/${part}`));
    }
    return [
      { id: "pages", heading: t("pages"), items: pages },
      ...(may("people.read") ? [{ id: "people", heading: t("people"), load: find("people") }] : []),
      { id: "set", heading: t("classes"), load: find("set") },
      { id: "teacher", heading: t("teachers"), load: find("teacher") },
      { id: "room", heading: t("rooms"), load: find("room") },
    ];
  }, [viewer, places, t]);
}

const find =
  (kind: string) =>
  async (query: string, signal: AbortSignal): Promise<readonly PaletteItem[]> => {
    const answer = await fetch(`/palette/find?kind=${kind}&q=${encodeURIComponent(query)}`, { signal });
    if (!answer.ok) throw new Error(`The search answered ${answer.status}`);
    return (await answer.json()) as PaletteItem[];
  };
