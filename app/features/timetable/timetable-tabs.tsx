import { useTranslations } from "use-intl";
import { useMay } from "~/root-data.ts";
import { TabLinks } from "~/ui/tabs.tsx";
import { SchoolSwitcher } from "../school/school-switcher.tsx";

type Props = { schoolId: string; schools: readonly { id: string; name: string }[] };

/** The pages of a school's timetable that this viewer is offered, and the way to another school. */
export function TimetableTabs({ schoolId, schools }: Props) {
  const t = useTranslations("timetable");
  const mayPlan = useMay("timetable.plan");
  const mayImport = useMay("timetable.import");
  const base = `/timetable/${schoolId}`;
  const tabs = [
    { to: base, label: t("sections.week"), end: true },
    ...(mayPlan ? [{ to: `${base}/plan`, label: t("sections.plan") }] : []),
    ...(mayImport ? [{ to: `${base}/import`, label: t("sections.import") }] : []),
  ];
  return (
    <>
      <SchoolSwitcher current={schoolId} schools={schools} to={(id) => `/timetable/${id}`} />
      {tabs.length > 1 && <TabLinks label={t("title")} tabs={tabs} />}
    </>
  );
}
