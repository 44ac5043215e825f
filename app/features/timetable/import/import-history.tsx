import { useFormatter, useTranslations } from "use-intl";
import type { z } from "zod";
import type { importsOutput } from "#server/domains/timetable/import/schema.ts";
import { Button } from "~/ui/button.tsx";
import { Card } from "~/ui/card.tsx";

type Props = {
  imports: z.output<typeof importsOutput>;
  busy: boolean;
  onUndo: (importId: string) => void;
};

/** Earlier imports, the latest of which can be taken back. */
export function ImportHistory({ imports, busy, onUndo }: Props) {
  const t = useTranslations("timetable.import");
  const common = useTranslations("common");
  const format = useFormatter();
  const at = (moment: string) =>
    format.dateTime(new Date(moment), { dateStyle: "medium", timeStyle: "short" });
  return (
    <Card
      title={t("history")}
      description={imports.length > 0 ? t("historyHelp") : undefined}
      className="mt-8 max-w-4xl"
    >
      {imports.length === 0 ? (
        <p className="text-muted text-small">{t("historyNone")}</p>
      ) : (
        <ul className="flex flex-col gap-1.5 text-small">
          {imports.map((one) => (
            <li key={one.id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
              <bdi className={one.undoneAt ? "text-muted line-through" : "font-strong"}>{one.fileName}</bdi>
              <span className="flex flex-wrap items-center gap-x-3 text-muted">
                {t("by", { name: one.createdBy ?? "–", date: at(one.createdAt) })}
                {one.undoneAt && <span>{t("undoneAt", { date: at(one.undoneAt) })}</span>}
                {one.undoable && (
                  <Button size="small" busy={busy} onClick={() => onUndo(one.id)}>
                    {common("undo")}
                  </Button>
                )}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
