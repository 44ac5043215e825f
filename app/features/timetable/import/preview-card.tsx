import { useFormatter, useTranslations } from "use-intl";
import type { ImportPreview, ItemKind } from "#server/domains/timetable/import/schema.ts";
import { Card } from "~/ui/card.tsx";
import { cn } from "~/ui/cn.ts";
import { IssueList } from "./issue-list.tsx";

const columns = ["added", "updated", "unchanged", "missing"] as const;

/** What importing a file changes, kind by kind, and everything in it that is not taken over as it stands. */
export function PreviewCard({ preview }: { preview: ImportPreview }) {
  const t = useTranslations("timetable.import");
  const format = useFormatter();
  const kinds = (Object.keys(preview.changes) as ItemKind[]).filter((kind) =>
    columns.some((column) => preview.changes[kind][column] > 0),
  );
  return (
    <div className="flex flex-col gap-4">
      <Card
        flush
        title={<bdi>{preview.fileName}</bdi>}
        description={preview.institution && t("institution", { name: preview.institution })}
      >
        <div className="overflow-x-auto">
          <table className="mt-2 w-full text-small">
            <thead>
              <tr className="border-line border-y bg-sunken text-caption text-muted">
                <th scope="col" className="px-4 py-2 text-start font-normal">
                  {t("columns.kind")}
                </th>
                {columns.map((column) => (
                  <th key={column} scope="col" className="px-4 py-2 text-end font-normal">
                    {t(`columns.${column}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {kinds.map((kind) => (
                <tr key={kind} className="border-line border-b last:border-b-0">
                  <th scope="row" className="px-4 py-2 text-start font-strong">
                    {t(`kinds.${kind}`)}
                  </th>
                  {columns.map((column) => {
                    const change = preview.changes[kind];
                    const count = change[column];
                    const examples = column === "unchanged" ? [] : change.examples[column];
                    return (
                      <td
                        key={column}
                        title={examples.join("\n") || undefined}
                        className={cn("tabular px-4 py-2 text-end", count === 0 && "text-subtle")}
                      >
                        {format.number(count)}
                      </td>
                    );
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </Card>
      <Card flush title={t("issues", { count: preview.issueCount })}>
        <div className="mt-2 max-h-96 overflow-y-auto border-line border-t">
          <IssueList issues={preview.issues} />
        </div>
        {preview.issueCount > preview.issues.length && (
          <p className="px-4 py-2 text-caption text-muted">
            {t("issuesShown", { count: preview.issues.length })}
          </p>
        )}
      </Card>
    </div>
  );
}
