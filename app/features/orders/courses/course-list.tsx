import { BookOpen, Pencil, Plus, Trash2 } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { useFormatter, useTranslations } from "use-intl";
import { Button } from "~/ui/button.tsx";
import { ConfirmDialog } from "~/ui/confirm-dialog.tsx";
import { EmptyState } from "~/ui/empty-state.tsx";
import { IconButton } from "~/ui/icon-button.tsx";
import { DataTable } from "~/ui/table/data-table.tsx";
import type { Column } from "~/ui/table/table-types.ts";
import { useToast } from "~/ui/toast.tsx";
import type { Course } from "../api.ts";
import { useShopChange } from "../use-shop-change.ts";

const CourseForm = lazy(() => import("./course-form.tsx"));

type Props = { schoolId: string; courses: readonly Course[] };

/** The school's courses; one with a SKU is sold by the shop's lines of that SKU. */
export function CourseList({ schoolId, courses }: Props) {
  const t = useTranslations("shop.courses");
  const [form, setForm] = useState<Course | "new" | null>(null);
  const [leaving, setLeaving] = useState<Course | null>(null);
  const toast = useToast();
  const { send, busy } = useShopChange();
  const remove = async () => {
    const { problem } = await send("courses.remove", { id: leaving?.id });
    if (!problem) toast({ message: t("removed", { name: leaving?.name ?? "" }) });
    setLeaving(null);
  };
  const add = (
    <Button icon={<Plus />} onClick={() => setForm("new")}>
      {t("add")}
    </Button>
  );
  return (
    <section>
      <div className="mb-3 flex items-center justify-between gap-3">
        <h2 className="text-large">{t("title")}</h2>
        {courses.length > 0 && add}
      </div>
      <DataTable
        label={t("title")}
        columns={useColumns(setForm, setLeaving)}
        rows={courses}
        rowKey={(course) => course.id}
        rowName={(course) => course.name}
        empty={<EmptyState icon={BookOpen} title={t("emptyTitle")} text={t("emptyText")} action={add} />}
        exportName="courses"
      />
      {form && (
        <Suspense fallback={null}>
          <CourseForm
            schoolId={schoolId}
            course={form === "new" ? null : form}
            onClose={() => setForm(null)}
          />
        </Suspense>
      )}
      <ConfirmDialog
        open={leaving !== null}
        onOpenChange={(open) => {
          if (!open) setLeaving(null);
        }}
        title={t("removeTitle", { name: leaving?.name ?? "" })}
        consequence={t("removeText")}
        confirmLabel={t("remove")}
        busy={busy !== null}
        onConfirm={remove}
      />
    </section>
  );
}

function useColumns(onEdit: (course: Course) => void, onRemove: (course: Course) => void): Column<Course>[] {
  const t = useTranslations("shop.courses");
  const format = useFormatter();
  const day = (text: string | null) =>
    text ? format.dateTime(new Date(`${text}T12:00:00Z`), { dateStyle: "medium", timeZone: "UTC" }) : "";
  return [
    { id: "name", header: t("name"), value: (course) => course.name },
    {
      id: "sku",
      header: t("sku"),
      value: (course) => course.sku,
      cell: (course) =>
        course.sku ? (
          <bdi dir="ltr" className="font-mono text-small">
            {course.sku}
          </bdi>
        ) : (
          <span className="text-subtle">{t("notSold")}</span>
        ),
    },
    {
      id: "enrolled",
      header: t("enrolled"),
      align: "end",
      value: (course) => course.enrolled ?? 0,
      cell: (course) =>
        course.places === null
          ? format.number(course.enrolled ?? 0)
          : t("ofPlaces", { enrolled: course.enrolled ?? 0, places: course.places }),
    },
    {
      id: "startsOn",
      header: t("startsOn"),
      value: (course) => course.startsOn,
      cell: (one) => day(one.startsOn),
    },
    { id: "endsOn", header: t("endsOn"), value: (course) => course.endsOn, cell: (one) => day(one.endsOn) },
    {
      id: "actions",
      header: t("actions"),
      cell: (course) => (
        <span className="flex gap-0.5">
          <IconButton
            size="small"
            label={t("edit", { name: course.name })}
            icon={<Pencil />}
            onClick={() => onEdit(course)}
          />
          <IconButton
            size="small"
            label={t("removeNamed", { name: course.name })}
            icon={<Trash2 />}
            onClick={() => onRemove(course)}
          />
        </span>
      ),
    },
  ];
}
