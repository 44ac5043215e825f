import { useRouteLoaderData } from "@remix-run/react";
import { useMemo } from "react";
import type { Named, NamedKind } from "#server/domains/school/names/schema.ts";
import type { SchoolRow } from "#server/domains/school/schools/schema.ts";
import type { Week } from "#server/domains/school/week/schema.ts";
import type { Entity } from "~/ui/picker/picker-options.ts";

/** What the layout of a school's pages loads once for all of them. */
export type SchoolData = {
  school: SchoolRow;
  schools: { id: string; name: string }[];
  week: Week;
  /** Everything a picker can offer, of the kinds the viewer edits. */
  choices: Named[];
};

export function useSchoolData(): SchoolData {
  const data = useRouteLoaderData("routes/school.$schoolId") as SchoolData | undefined;
  if (!data) throw new Error("useSchoolData needs the layout of a school");
  return data;
}

/** The things of some kinds as a picker shows them. */
export function useChoices(kinds: readonly NamedKind[]): Entity[] {
  const { choices } = useSchoolData();
  const wanted = kinds.join();
  return useMemo(
    () =>
      choices
        .filter((one) => wanted.split(",").includes(one.kind))
        .map((one) => ({ id: one.id, label: one.name, detail: one.kind === "set" ? undefined : one.detail })),
    [choices, wanted],
  );
}
