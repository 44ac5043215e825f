import { CalendarPlus } from "lucide-react";
import { useTranslations } from "use-intl";
import { Avatar } from "../avatar.tsx";
import { Badge, StatusBadge } from "../badge.tsx";
import { BarChart } from "../bar-chart.tsx";
import { Button } from "../button.tsx";
import { Card } from "../card.tsx";
import { ConnectionBadge } from "../connection-badge.tsx";
import { EmptyState } from "../empty-state.tsx";
import { ProgressBar } from "../progress-bar.tsx";
import { Skeleton, TableSkeleton } from "../skeleton.tsx";
import { Tabs } from "../tabs.tsx";
import type { SamplePerson } from "./sample.ts";
import { Row, Section } from "./section.tsx";

export function States({
  people,
  subjects,
}: {
  people: readonly SamplePerson[];
  subjects: readonly string[];
}) {
  const t = useTranslations();
  return (
    <Section title="States">
      <Row>
        <StatusBadge tone="good">{t("common.saved")}</StatusBadge>
        <StatusBadge tone="warn">{t("common.unsaved")}</StatusBadge>
        <StatusBadge tone="bad">{t("ui.grid.placeBad")}</StatusBadge>
        <StatusBadge tone="info">{t("ui.grid.changed")}</StatusBadge>
        <StatusBadge tone="neutral">{t("common.none")}</StatusBadge>
        <StatusBadge tone="busy">{t("common.loading")}</StatusBadge>
        <Badge>7B</Badge>
      </Row>
      <Row>
        {subjects.map((subject, index) => (
          <Badge key={subject} hue={index + 1}>
            {subject}
          </Badge>
        ))}
      </Row>
      <Row>
        <ConnectionBadge state="online" />
        <ConnectionBadge state="connecting" />
        <ConnectionBadge state="offline" />
        {people.slice(0, 6).map((person) => (
          <Avatar key={person.id} name={person.name} seed={person.id} />
        ))}
        <Avatar name={people[0]?.name ?? ""} size="small" />
        <Avatar name={people[1]?.name ?? ""} size="large" />
      </Row>
      <div className="grid gap-4 lg:grid-cols-2">
        <Card title="Generation" description="Draft 3">
          <div className="flex flex-col gap-5">
            <ProgressBar
              label="Placing lessons"
              value={0.62}
              detail="1,240 of 2,000 lessons"
              secondsLeft={42}
              onCancel={() => {}}
            />
            <ProgressBar label="Reading the file" value={null} detail="Hopwood.fet" />
            <ProgressBar label="Placing lessons" value={0.9} cancelling onCancel={() => {}} />
          </div>
        </Card>
        <Card title="Periods a week" footer="Counted in the published timetable">
          <BarChart
            label="Periods a week"
            hideLabel
            bars={subjects.slice(0, 6).map((label, index) => ({ label, value: 6 - index, hue: index + 1 }))}
          />
        </Card>
        <Card flush>
          <EmptyState
            icon={CalendarPlus}
            title="No timetable yet"
            text="A timetable says who teaches what, where and when. Start from your school’s file or from nothing."
            action={<Button tone="primary">Import a file</Button>}
          />
        </Card>
        <Card title={t("common.loading")}>
          <Skeleton className="mb-3 h-5 w-48" />
          <TableSkeleton rows={4} />
        </Card>
      </div>
      <div className="mt-5">
        <Tabs
          label="Views"
          tabs={[
            { value: "class", label: "Classes", count: 30, content: "By class" },
            { value: "teacher", label: "Teachers", count: 62, content: "By teacher" },
            { value: "room", label: "Rooms", content: "By room" },
          ]}
        />
      </div>
    </Section>
  );
}
