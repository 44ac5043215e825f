import { useSearchParams } from "@remix-run/react";
import { X } from "lucide-react";
import { useTranslations } from "use-intl";
import { IconButton } from "~/ui/icon-button.tsx";
import { EntityPicker } from "~/ui/picker/entity-picker.tsx";
import { useChoices } from "../school-data.ts";
import { type LessonFilterName, withParam } from "./lesson-query.ts";

const kinds = [
  { name: "setId", kind: "set" },
  { name: "teacherId", kind: "teacher" },
  { name: "subjectId", kind: "subject" },
] as const;

/** Lessons of one class, teacher or subject; the choice is part of the address. */
export function LessonFilters() {
  return (
    <div className="flex w-full flex-wrap gap-2 sm:w-auto">
      {kinds.map(({ name, kind }) => (
        <LessonFilter key={name} name={name} kind={kind} />
      ))}
    </div>
  );
}

function LessonFilter({ name, kind }: { name: LessonFilterName; kind: "set" | "teacher" | "subject" }) {
  const t = useTranslations("school.lessons");
  const [params, setParams] = useSearchParams();
  const entities = useChoices([kind]);
  const chosen = entities.find((one) => one.id === params.get(name));
  const choose = (id: string | null) =>
    setParams(withParam(params, { [name]: id }), { preventScrollReset: true });
  if (entities.length === 0) return null;
  return (
    <span className="flex min-w-28 flex-1 items-center sm:w-44 sm:flex-none">
      <span className="min-w-0 flex-1">
        <EntityPicker
          entities={entities}
          aria-label={t(`filter.${kind}`)}
          placeholder={t(`filter.${kind}`)}
          recentKey={`school-${kind}`}
          value={chosen ? [chosen] : []}
          onValueChange={([entity]) => choose(entity?.id ?? null)}
        />
      </span>
      {chosen && (
        <IconButton size="small" label={t("clearFilter")} icon={<X />} onClick={() => choose(null)} />
      )}
    </span>
  );
}
