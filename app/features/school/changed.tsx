import { useFetcher, useParams } from "@remix-run/react";
import { useEffect } from "react";
import type { LastChange } from "#server/domains/school/changes/schema.ts";
import { ChangedNotice } from "~/ui/changed-notice.tsx";
import type { ChangeResource } from "./change.ts";

type Props = {
  thing: ChangeResource;
  id: string;
  /** The version that stands now; null when the row is no longer on the page. */
  version: number | string | null;
  onShow?: () => void;
};

/** Who has changed what is open in a form, asked for once for each version that came in under it. */
export function Changed({ thing, id, version, onShow }: Props) {
  const { schoolId } = useParams();
  const { load, data } = useFetcher<LastChange>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: each new version has an author of its own
  useEffect(() => {
    load(`/school/${schoolId}/changed?${new URLSearchParams({ thing, id })}`);
  }, [load, schoolId, thing, id, version]);
  if (!data || (version === null && !data.removed)) return null;
  return <ChangedNotice by={data.by} at={new Date(data.at)} removed={data.removed} onShow={onShow} />;
}
