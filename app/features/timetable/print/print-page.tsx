import { ArrowLeft, CalendarX, Printer } from "lucide-react";
import type { CSSProperties } from "react";
import { useFormatter, useTranslations } from "use-intl";
import type { Sheets } from "#server/domains/timetable/view/schema.ts";
import { Button } from "~/ui/button.tsx";
import { EmptyState } from "~/ui/empty-state.tsx";
import { LinkButton } from "~/ui/link-button.tsx";
import { TimetableGrid } from "~/ui/timetable/timetable-grid.tsx";
import { FilterLinks } from "../../identity/filter-links.tsx";
import { gridDays, gridLessons, gridPeriods } from "../week/to-grid.ts";

export type PrintData = Sheets & {
  schoolId: string;
  kind: "set" | "teacher" | "room";
  /** The one that is printed; null for all of the kind. */
  id: string | null;
  /** A timetable that is not the published one. */
  draft: string | null;
};

/** Weeks as sheets of paper, A4 across, one to a page: what is on the screen is what the printer gets. */
export function PrintPage({ schoolId, kind, id, draft, week, timetable, sheets }: PrintData) {
  const t = useTranslations("timetable.print");
  const kinds = useTranslations("timetable.print.kinds");
  const [one] = sheets;
  const title = id && one ? t("one", { name: one.subject.name }) : kinds(kind);
  const back = draft
    ? `/timetable/${schoolId}/plan/${draft}`
    : `/timetable/${schoolId}${id ? `?${kind}=${id}` : ""}`;
  const all = (of: PrintData["kind"]) =>
    `/timetable/${schoolId}/print?${new URLSearchParams({ kind: of, ...(draft && { timetable: draft }) })}`;
  return (
    <main className="min-h-dvh bg-sunken print:min-h-0 print:bg-transparent">
      <header className="no-print sticky top-0 z-30 flex flex-wrap items-center gap-x-4 gap-y-2 border-line border-b bg-surface px-4 py-2.5">
        <LinkButton tone="quiet" icon={<ArrowLeft className="flip-rtl" />} to={back}>
          {t("back")}
        </LinkButton>
        <div className="min-w-0 flex-1">
          <h1 className="truncate text-large">{title}</h1>
          <p className="text-muted text-small">{t("sheets", { count: sheets.length })}</p>
        </div>
        <div className="max-md:order-last max-md:basis-full">
          <FilterLinks
            label={t("all")}
            links={(["set", "teacher", "room"] as const).map((of) => ({
              label: kinds(of),
              to: all(of),
              current: of === kind && !id,
            }))}
          />
        </div>
        <Button
          tone="primary"
          icon={<Printer />}
          disabled={sheets.length === 0}
          onClick={() => window.print()}
        >
          {t("print")}
        </Button>
      </header>
      {sheets.length === 0 && (
        <EmptyState
          icon={CalendarX}
          title={t(timetable ? "nothing" : "unpublished")}
          text={t(timetable ? "nothingHelp" : "unpublishedHelp")}
        />
      )}
      <div className="mx-auto flex max-w-[calc(297mm+2rem)] flex-col gap-6 p-4 print:max-w-none print:gap-0 print:p-0">
        {sheets.map((sheet) => (
          <PaperSheet key={sheet.subject.id} sheet={sheet} week={week} kind={kind} timetable={timetable} />
        ))}
      </div>
    </main>
  );
}

type SheetProps = Pick<PrintData, "week" | "timetable" | "kind"> & { sheet: Sheets["sheets"][number] };

/** One page: whose week, of which school, since when, and the grid over all of what is left. */
function PaperSheet({ sheet, week, timetable, kind }: SheetProps) {
  const t = useTranslations("timetable");
  const format = useFormatter();
  const periods = gridPeriods(week);
  const since = timetable?.publishedAt;
  const style = { "--lesson-height": paperHeight(periods) } as CSSProperties;
  return (
    <article
      data-roomy
      className="print-sheet rounded-card border border-line bg-surface p-4 md:p-[10mm] shadow-control"
      style={style}
    >
      <header className="mb-[3mm] flex items-baseline justify-between gap-4">
        <h2 className="text-title">
          <bdi>{sheet.subject.name}</bdi>
        </h2>
        <p className="text-end text-muted text-small">
          <bdi>{week.name}</bdi>
          {" · "}
          {since
            ? t("week.published", { date: format.dateTime(new Date(since), { dateStyle: "long" }) })
            : timetable?.name}
        </p>
      </header>
      <TimetableGrid
        label={t("week.of", { name: sheet.subject.name })}
        days={gridDays(week)}
        periods={periods}
        lessons={gridLessons(week, sheet.cards, kind)}
      />
    </article>
  );
}

/** A4 across less margins, title, the row of days and the breaks, shared among the periods. */
function paperHeight(periods: readonly { breakAfter?: string }[]): string {
  const breaks = periods.filter((period) => period.breakAfter).length;
  return `calc((190mm - 12mm - ${2.25 + 1.25 * breaks}rem) / ${Math.max(1, periods.length)})`;
}
