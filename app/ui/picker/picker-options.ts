import { searchable } from "../table/table-rows.ts";

/** A person, room, class or subject that can be chosen. */
export type Entity = {
  id: string;
  label: string;
  /** What tells two of the same name apart: "Science", "12 places". */
  detail?: string;
  /** 1 to 12; people without one get a hue from their name. */
  hue?: number;
};

export type PickerSection = { kind: "recent" | "all"; items: Entity[] };

/** How many are offered at once; more are found by typing. */
const offered = 50;

/**
 * What to offer: without a query the recent ones first, then all; with one, those whose words begin like the query's
 * words, then those that contain them.
 */
export function pickerSections(
  entities: readonly Entity[],
  query: string,
  recent: readonly string[],
): PickerSection[] {
  const words = searchable(query).split(/\s+/).filter(Boolean);
  if (words.length === 0) {
    const byId = new Map(entities.map((entity) => [entity.id, entity]));
    const known = recent.flatMap((id) => byId.get(id) ?? []);
    const rest = entities.filter((entity) => !recent.includes(entity.id)).slice(0, offered);
    const sections: PickerSection[] = [
      { kind: "recent", items: known },
      { kind: "all", items: rest },
    ];
    return sections.filter((section) => section.items.length > 0);
  }
  const ranked = entities.flatMap((entity) => {
    const text = searchable(`${entity.label} ${entity.detail ?? ""}`);
    if (!words.every((word) => text.includes(word))) return [];
    const begins = words.every((word) => text.split(/[\s\-/(]+/).some((part) => part.startsWith(word)));
    return [{ entity, rank: begins ? 0 : 1 }];
  });
  const items = ranked.sort((a, b) => a.rank - b.rank).map(({ entity }) => entity);
  return items.length > 0 ? [{ kind: "all", items: items.slice(0, offered) }] : [];
}

/** The chosen one first, then those chosen before, at most six. */
export const withRecent = (recent: readonly string[], id: string): string[] =>
  [id, ...recent.filter((one) => one !== id)].slice(0, 6);
