import { Link } from "@remix-run/react";
import { CircleAlert, Lock } from "lucide-react";
import type { CSSProperties, ReactNode } from "react";
import { useTranslations } from "use-intl";
import { cn } from "../cn.ts";
import type { GridLesson } from "./grid-types.ts";

export type LessonCardProps = {
  lesson: GridLesson;
  /** "Period 3, 10:00–10:50": read aloud first, shown on phones. */
  when?: string;
  /** It is in hand. */
  picked?: boolean;
  onOpen?: (lesson: GridLesson) => void;
  onPick?: (lesson: GridLesson) => void;
};

/**
 * A lesson: subject strong, teacher and room quiet, its state in a mark and in words. Below `data-roomy` (a double
 * lesson, a sheet of paper) a line each, told whole; elsewhere side by side and cut, with the whole in the title.
 */
export function LessonCard({ lesson, when, picked, onOpen, onPick }: LessonCardProps) {
  const t = useTranslations("ui.grid");
  const cancelled = lesson.state === "cancelled";
  const tint: CSSProperties = {
    background: cancelled ? "var(--hatch)" : `var(--hue-${lesson.hue}-surface)`,
    borderColor: `var(--hue-${lesson.hue}-edge)`,
  };
  const content = (
    <>
      {when && <span className="mb-0.5 block text-caption text-muted week:sr-only">{when}</span>}
      <span className="flex items-start gap-1">
        <span
          dir="auto"
          className={cn(
            "min-w-0 flex-1 truncate font-strong text-small leading-tight week:in-data-[dense]:leading-[1.15]",
            cancelled && "line-through",
          )}
          style={{ color: cancelled ? "var(--muted)" : `var(--hue-${lesson.hue}-text)` }}
        >
          {lesson.subject}
        </span>
        <Marks lesson={lesson} />
      </span>
      <span className="flex flex-col text-caption text-muted leading-tight @[8.5rem]:flex-row @[8.5rem]:gap-1 in-data-roomy:flex-col! in-data-roomy:gap-0! week:in-data-[dense]:text-[0.6875rem] week:in-data-[dense]:leading-[1.15]">
        {lesson.lines.map((line, index) => (
          <span
            key={line}
            className={cn(
              "flex min-w-0 gap-1",
              index > 0 && "@[8.5rem]:shrink-0 in-data-roomy:max-w-none!",
              index > 0 && (lesson.lines.length > 2 ? "@[8.5rem]:max-w-[34%]" : "@[8.5rem]:max-w-[60%]"),
            )}
          >
            {index > 0 && (
              <span aria-hidden className="hidden @[8.5rem]:inline in-data-roomy:hidden!">
                ·
              </span>
            )}
            <span dir="auto" className="min-w-0 flex-1 truncate in-data-roomy:whitespace-normal">
              {line}
            </span>
          </span>
        ))}
      </span>
      {lesson.state && (
        <span className="block truncate font-strong text-caption text-text">{t(lesson.state)}</span>
      )}
    </>
  );
  return (
    <Frame
      lesson={lesson}
      onOpen={onOpen}
      onPick={onPick}
      style={tint}
      className={cn(
        "print-colour flex size-full flex-col justify-start overflow-hidden rounded-control border-s-3 px-2 py-1 text-start transition-shadow week:in-data-[dense]:py-0.5",
        lesson.state === "changed" && "outline-1 outline-text/50 -outline-offset-1 outline-dashed",
        cancelled && "bg-surface",
        picked && "shadow-float ring-2 ring-focus",
      )}
    >
      {content}
    </Frame>
  );
}

type FrameProps = Pick<LessonCardProps, "lesson" | "onOpen" | "onPick"> & {
  style: CSSProperties;
  className: string;
  children: ReactNode;
};

/** The card is a button where it acts, a link where it leads, and plain where it only tells. */
function Frame({ lesson, onOpen, onPick, style, className, children }: FrameProps) {
  const title = [lesson.subject, ...lesson.lines].join("\n");
  const act = onPick && !lesson.locked ? onPick : onOpen;
  if (act) {
    return (
      <button
        type="button"
        title={title}
        style={style}
        className={cn(className, "hover:shadow-float")}
        draggable={act === onPick}
        onDragStart={(event) => {
          event.dataTransfer.effectAllowed = "move";
          event.dataTransfer.setData("text/plain", lesson.id);
          // Changing the page inside dragstart makes Chromium drop the drag.
          setTimeout(() => onPick?.(lesson), 0);
        }}
        onClick={() => act(lesson)}
      >
        {children}
      </button>
    );
  }
  if (lesson.to) {
    return (
      <Link
        to={lesson.to}
        prefetch="intent"
        title={title}
        style={style}
        className={cn(className, "hover:shadow-float")}
      >
        {children}
      </Link>
    );
  }
  return (
    <div title={title} style={style} className={className}>
      {children}
    </div>
  );
}

function Marks({ lesson }: { lesson: GridLesson }) {
  const t = useTranslations("ui.grid");
  if (!lesson.locked && !lesson.wish) return null;
  const wish = lesson.wish && t("wish", { reason: lesson.wish });
  return (
    <span className="flex shrink-0 gap-0.5 pt-px [&_svg]:size-3">
      {wish && (
        <span title={wish} className="text-warn">
          <CircleAlert aria-hidden />
          <span className="sr-only">{wish}</span>
        </span>
      )}
      {lesson.locked && (
        <span title={t("locked")} className="text-muted">
          <Lock aria-hidden />
          <span className="sr-only">{t("locked")}</span>
        </span>
      )}
    </span>
  );
}
