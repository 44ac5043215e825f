import { Link, useParams } from "@remix-run/react";
import { ArrowRight, CircleCheck, CircleDashed, FileUp } from "lucide-react";
import { useTranslations } from "use-intl";
import type { Overview, Step } from "#server/domains/school/overview/schema.ts";
import { steps } from "#server/domains/school/words/schema.ts";
import { StatusBadge } from "~/ui/badge.tsx";
import { Card } from "~/ui/card.tsx";
import { LinkButton } from "~/ui/link-button.tsx";
import { PageHeader } from "~/ui/page-header.tsx";
import { useSchoolData } from "../school-data.ts";

/** Where a school stands: what is there, what is missing, what looks wrong, and the next step. */
export function OverviewPage({ overview }: { overview: Overview }) {
  const t = useTranslations("school");
  const { school } = useSchoolData();
  const [next] = overview.missing;
  const ready = !overview.missing.some((step) => step !== "rules" && step !== "rooms");
  const base = `/school/${school.id}`;
  return (
    <>
      <PageHeader
        title={school.name}
        description={t("overview.facts", { zone: school.timeZone, mode: t(`modes.${school.timetableMode}`) })}
        actions={
          school.mayEdit && !ready ? (
            <LinkButton icon={<FileUp aria-hidden />} to={`/timetable/${school.id}/import`}>
              {t("importFile")}
            </LinkButton>
          ) : undefined
        }
        primary={
          school.mayEdit ? (
            ready ? (
              <LinkButton tone="primary" to={`/timetable/${school.id}`}>
                {t("overview.plan")}
              </LinkButton>
            ) : next ? (
              <LinkButton tone="primary" to={`${base}${pathOf[next]}`}>
                {t(`overview.next.${next}`)}
              </LinkButton>
            ) : undefined
          ) : undefined
        }
      />
      <div className="grid items-start gap-4 xl:grid-cols-[3fr_2fr]">
        <Card title={t("overview.parts")} flush>
          <ul>
            {steps
              .filter((step) => step !== "rules" || school.mayEdit)
              .map((step) => (
                <StepLine key={step} step={step} overview={overview} />
              ))}
          </ul>
        </Card>
        <Card title={t("overview.findings")} description={t("overview.findingsHelp")}>
          <Findings overview={overview} />
        </Card>
      </div>
    </>
  );
}

const pathOf: Record<Step, string> = {
  week: "/week",
  subjects: "/subjects",
  teachers: "/teachers",
  sets: "/classes",
  rooms: "/rooms",
  lessons: "/lessons",
  rules: "/rules",
};

function StepLine({ step, overview }: { step: Step; overview: Overview }) {
  const t = useTranslations("school.overview");
  const { schoolId } = useParams();
  const missing = overview.missing.includes(step);
  const { counts, slots } = overview;
  const Icon = missing ? CircleDashed : CircleCheck;
  const words: Record<Step, string> = {
    week: t("has.week", { days: counts.days, periods: counts.periods, slots }),
    subjects: t("has.subjects", { count: counts.subjects }),
    teachers: t("has.teachers", { count: counts.teachers }),
    sets: t("has.sets", { count: counts.classes }),
    rooms: t("has.rooms", { count: counts.rooms, buildings: counts.buildings }),
    lessons: t("has.lessons", { count: counts.lessons, periods: counts.lessonPeriods }),
    rules: t("has.rules", { count: counts.rules }),
  };
  return (
    <li className="border-line border-t first:border-t-0">
      <Link
        to={`/school/${schoolId}${pathOf[step]}`}
        prefetch="intent"
        className="flex min-h-12 items-center gap-3 px-4 py-2 hover:bg-hover"
      >
        <Icon
          aria-hidden
          className={missing ? "size-4.5 shrink-0 text-muted" : "size-4.5 shrink-0 text-good"}
        />
        <span className="min-w-0 flex-1">
          <span className="block font-strong">{t(`step.${step}`)}</span>
          <span className="tabular block text-muted text-small">
            {missing ? t(`lacks.${step}`) : words[step]}
          </span>
        </span>
        <ArrowRight aria-hidden className="flip-rtl size-4 shrink-0 text-muted" />
      </Link>
    </li>
  );
}

function Findings({ overview }: { overview: Overview }) {
  const t = useTranslations("school.overview");
  if (overview.findings.length === 0)
    return (
      <p className="flex items-center gap-2 text-muted">
        <CircleCheck aria-hidden className="size-4.5 text-good" />
        {t("noFindings")}
      </p>
    );
  return (
    <ul className="flex flex-col gap-4">
      {overview.findings.map((finding) => (
        <li key={finding.kind}>
          <StatusBadge
            tone={finding.kind === "setsOverfull" || finding.kind === "teachersOverfull" ? "bad" : "warn"}
          >
            {t(`finding.${finding.kind}`, { count: finding.count })}
          </StatusBadge>
          <p className="mt-1 text-muted text-small">
            {t("examples", {
              names: finding.examples.join(", "),
              more: finding.count - finding.examples.length,
            })}
          </p>
        </li>
      ))}
    </ul>
  );
}
