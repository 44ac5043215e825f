import { useTranslations } from "use-intl";
import { useLiveRevalidate } from "~/lib/live/use-live.ts";
import { PageHeader } from "~/ui/page-header.tsx";
import type { Course } from "../api.ts";
import { CourseList } from "./course-list.tsx";
import { CourseQueue, type Queue } from "./course-queue.tsx";

type Props = { schoolId: string; queue: Queue; courses: Course[] };

/** Courses the school sells: places that wait for their pupil, and the courses themselves. */
export function CoursesPage({ schoolId, queue, courses }: Props) {
  const t = useTranslations("shop.courses");
  useLiveRevalidate([`orders/${schoolId}`], { when: (kind) => kind.startsWith("courses."), everyMs: 1_000 });
  return (
    <>
      <PageHeader title={t("pageTitle")} description={t("pageHelp")} />
      <div className="flex flex-col gap-8">
        <CourseQueue queue={queue} />
        <CourseList schoolId={schoolId} courses={courses} />
      </div>
    </>
  );
}
