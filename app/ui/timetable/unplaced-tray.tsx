import { useTranslations } from "use-intl";
import type { GridLesson } from "./grid-types.ts";
import { LessonCard } from "./lesson-card.tsx";

type UnplacedTrayProps = {
  lessons: readonly GridLesson[];
  picked?: string;
  onPick?: (lesson: GridLesson) => void;
  onOpen?: (lesson: GridLesson) => void;
};

/** Lessons that have no place yet; they are taken from here into the week. */
export function UnplacedTray({ lessons, picked, onPick, onOpen }: UnplacedTrayProps) {
  const t = useTranslations("ui.grid");
  return (
    <section className="no-print rounded-card border border-line border-dashed bg-sunken p-3">
      <h3 className="mb-2 flex items-center gap-2 text-small">
        {t("unplaced")}
        <span className="tabular font-normal text-muted">{lessons.length}</span>
      </h3>
      <ul className="grid grid-cols-[repeat(auto-fill,minmax(8.5rem,1fr))] gap-1.5">
        {lessons.map((lesson) => (
          <li key={lesson.id} className="@container h-12">
            <LessonCard lesson={lesson} picked={picked === lesson.id} onPick={onPick} onOpen={onOpen} />
          </li>
        ))}
      </ul>
    </section>
  );
}
