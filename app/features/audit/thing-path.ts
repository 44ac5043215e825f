import type { AuditEntry } from "#server/domains/audit/schema.ts";

const sections: Record<string, string> = {
  years: "calendar",
  terms: "calendar",
  subjects: "subjects",
  tags: "tags",
  teachers: "teachers",
  sets: "classes",
  buildings: "rooms",
  rooms: "rooms",
  lessons: "lessons",
  rules: "rules",
};

/** The page on which an entry's thing is looked after, where there is one. */
export function pathOfThing({ entity, entityId, school, action }: AuditEntry): string | null {
  if (entity === "people") return `/people/${entityId}`;
  if (!school) return null;
  if (entity === "timetable") return `/timetable/${school.id}/plan/${entityId}`;
  if (entity === "import") return `/timetable/${school.id}/import`;
  if (entity === "schools")
    return action === "school.week.save" ? `/school/${school.id}/week` : `/school/${school.id}`;
  const section = sections[entity];
  return section ? `/school/${school.id}/${section}?edit.${entity}=${entityId}` : null;
}
