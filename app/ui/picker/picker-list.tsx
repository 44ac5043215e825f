import { Check } from "lucide-react";
import { useEffect, useRef } from "react";
import { useTranslations } from "use-intl";
import { cn } from "../cn.ts";
import { EntityLabel } from "./entity-label.tsx";
import type { Entity, PickerSection } from "./picker-options.ts";

type PickerListProps = {
  id: string;
  sections: readonly PickerSection[];
  active: number;
  chosen: readonly Entity[];
  multiple: boolean;
  query: string;
  waiting: boolean;
  onHover: (index: number) => void;
  onChoose: (entity: Entity) => void;
};

/** The list below the field. Focus stays in the field; the active option is announced through it. */
export function PickerList(props: PickerListProps) {
  const { id, sections, active, chosen, multiple, query, waiting } = props;
  const t = useTranslations();
  const list = useRef<HTMLDivElement>(null);
  const count = sections.reduce((sum, section) => sum + section.items.length, 0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: follows the active option when it moves
  useEffect(() => {
    list.current?.querySelector('[data-active="true"]')?.scrollIntoView({ block: "nearest" });
  }, [active]);
  let position = -1;
  return (
    <>
      <p role="status" className={count > 0 ? "sr-only" : "px-2.5 py-3 text-muted text-small"}>
        {count > 0
          ? t("ui.picker.results", { count })
          : waiting
            ? t("common.loading")
            : query
              ? t("ui.picker.nothing", { query })
              : t("ui.picker.empty")}
      </p>
      <div
        ref={list}
        id={id}
        role="listbox"
        aria-multiselectable={multiple || undefined}
        aria-label={t("ui.picker.all")}
      >
        {sections.map((section) => (
          // biome-ignore lint/a11y/useSemanticElements: a group of options inside a listbox is no fieldset
          <div key={section.kind} role="group" aria-label={t(`ui.picker.${section.kind}`)}>
            {sections.length > 1 && (
              <p aria-hidden="true" className="px-2.5 pt-1.5 pb-1 text-caption text-subtle">
                {t(`ui.picker.${section.kind}`)}
              </p>
            )}
            {section.items.map((entity) => {
              position++;
              return (
                <Option
                  key={entity.id}
                  id={`${id}-${position}`}
                  entity={entity}
                  active={position === active}
                  chosen={chosen.some((one) => one.id === entity.id)}
                  onHover={props.onHover.bind(null, position)}
                  onChoose={() => props.onChoose(entity)}
                />
              );
            })}
          </div>
        ))}
      </div>
    </>
  );
}

type OptionProps = {
  id: string;
  entity: Entity;
  active: boolean;
  chosen: boolean;
  onHover: () => void;
  onChoose: () => void;
};

function Option({ id, entity, active, chosen, onHover, onChoose }: OptionProps) {
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: focus stays in the field, see aria-activedescendant there
    // biome-ignore lint/a11y/useKeyWithClickEvents: the field handles the keys
    <div
      id={id}
      role="option"
      aria-selected={chosen}
      data-active={active}
      onPointerMove={onHover}
      onPointerDown={(event) => event.preventDefault()}
      onClick={onChoose}
      className={cn(
        "flex min-h-control-small cursor-pointer items-center justify-between gap-2 rounded-small px-2.5 text-body",
        active && "bg-hover-raised",
      )}
    >
      <EntityLabel entity={entity} />
      {chosen && <Check aria-hidden className="size-4 shrink-0 text-accent-text" />}
    </div>
  );
}
