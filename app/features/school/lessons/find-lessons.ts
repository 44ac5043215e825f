import { useLoaderData } from "@remix-run/react";
import type { Named } from "#server/domains/school/names/schema.ts";
import type { Entity } from "~/ui/picker/picker-options.ts";
import type { LoadEntities } from "~/ui/picker/use-entities.ts";

/** Asks the server for lessons that fit what was typed; a school has too many to send them all. */
export const findLessons =
  (schoolId: string): LoadEntities =>
  async (query, signal) => {
    const address = `/school/${schoolId}/found?q=${encodeURIComponent(query)}`;
    const response = await fetch(address, { signal });
    if (!response.ok) throw new Error(`Finding lessons answered ${response.status}`);
    return (await response.json()) as Entity[];
  };

/** Lessons whose names the page has loaded because something on it speaks of them. */
export function useNamedLessons(): Entity[] {
  const data = useLoaderData() as { names?: Named[] } | null;
  return (data?.names ?? [])
    .filter((one) => one.kind === "lesson")
    .map((one) => ({ id: one.id, label: one.name, detail: one.detail }));
}
