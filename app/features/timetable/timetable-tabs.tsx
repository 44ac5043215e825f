import { useNavigate } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { useMay } from "~/root-data.ts";
import { Select } from "~/ui/select.tsx";
import { TabLinks } from "~/ui/tabs.tsx";

type Props = { schoolId: string; schools: readonly { id: string; name: string }[] };

/** The pages of a school's timetable that this viewer is offered, and the way to another school. */
export function TimetableTabs({ schoolId, schools }: Props) {
  const t = useTranslations("timetable");
  const navigate = useNavigate();
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
      {schools.length > 1 && (
        <Select
          key={schoolId}
          aria-label={t("switchSchool")}
          defaultValue={schoolId}
          className="no-print mb-3 max-w-sm"
          onChange={(event) => navigate(`/timetable/${event.currentTarget.value}`)}
        >
          {schools.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
      )}
      {tabs.length > 1 && <TabLinks label={t("title")} tabs={tabs} />}
    </>
  );
}
