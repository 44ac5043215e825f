import type { Entity } from "../../ui/picker/picker-options.ts";
import type { PeoplePage } from "./use-people-pages.ts";

/** People by name or address for a picker, from the same procedure as the directory; `role` narrows it. */
export async function findPeople(query: string, signal: AbortSignal, role?: string): Promise<Entity[]> {
  const wanted = new URLSearchParams({ q: query, ...(role && { role }) });
  const answer = await fetch(`/people/find?${wanted}`, { signal });
  if (!answer.ok) throw new Error(`The search answered ${answer.status}`);
  const { people } = (await answer.json()) as PeoplePage;
  return people.map(({ id, name, email }) => ({ id, label: name, ...(email && { detail: email }) }));
}
