import { ChevronsUpDown, X } from "lucide-react";
import { type KeyboardEvent, useId, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { cn } from "../cn.ts";
import { controlStyle } from "../control-style.ts";
import { useFieldControl } from "../field.tsx";
import { manualPopover } from "../native-popover.ts";
import { floatingStyle } from "../overlay-style.ts";
import { useAnchored } from "../use-anchored.ts";
import { EntityLabel } from "./entity-label.tsx";
import { PickerList } from "./picker-list.tsx";
import { type Entity, pickerSections } from "./picker-options.ts";
import { type LoadEntities, useEntities } from "./use-entities.ts";
import { useRecent } from "./use-recent.ts";

export type EntityPickerProps = {
  /** All that can be chosen, or `load` where there are too many to send. */
  entities?: readonly Entity[];
  load?: LoadEntities;
  defaultValue?: readonly Entity[];
  value?: readonly Entity[];
  onValueChange?: (chosen: Entity[]) => void;
  multiple?: boolean;
  /** Name of the list that "recent" is remembered for: "teachers". */
  recentKey?: string;
  /** Form field; inside a Field it is the Field's. Each chosen id is sent under it. */
  name?: string;
  placeholder?: string;
  "aria-label"?: string;
};

/**
 * Choosing people, rooms, classes: type to find, recent first, one or several. An ARIA combobox: arrows move, Enter
 * chooses, Escape closes, Backspace in the empty field takes back the last.
 */
export function EntityPicker(props: EntityPickerProps) {
  const { multiple = false, placeholder, onValueChange } = props;
  const t = useTranslations("ui.picker");
  const { name, ...control } = useFieldControl({ name: props.name, "aria-label": props["aria-label"] });
  const [own, setOwn] = useState<readonly Entity[]>(props.defaultValue ?? []);
  const [query, setQuery] = useState("");
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  const listId = useId();
  const input = useRef<HTMLInputElement>(null);
  const frame = useRef<HTMLDivElement>(null);
  const popup = useRef<HTMLDivElement>(null);
  useAnchored(frame, popup, open);
  const { recent, remember } = useRecent(props.recentKey);
  const { entities, waiting } = useEntities(props.entities, props.load, query, open);
  const chosen = props.value ?? own;
  const sections = pickerSections(entities, query, recent);
  const offered = sections.flatMap((section) => section.items);
  const single = multiple ? undefined : chosen[0];

  const change = (next: Entity[]) => {
    setOwn(next);
    onValueChange?.(next);
    // Hidden inputs change without an event; the form around must still learn that it is no longer saved.
    queueMicrotask(() => input.current?.dispatchEvent(new Event("input", { bubbles: true })));
  };
  const show = (on: boolean) => {
    setOpen(on);
    setActive(0);
    if (!on) setQuery("");
  };
  const toggle = (entity: Entity) => {
    const has = chosen.some((one) => one.id === entity.id);
    if (multiple) change(has ? chosen.filter((one) => one.id !== entity.id) : [...chosen, entity]);
    else change([entity]);
    if (!has) remember(entity.id);
    setQuery("");
    if (!multiple) show(false);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const step = event.key === "ArrowDown" ? 1 : -1;
      if (!open) show(true);
      else setActive((active + step + offered.length) % Math.max(1, offered.length));
    } else if (event.key === "Enter" && open) {
      const entity = offered[active];
      if (entity) toggle(entity);
    } else if (event.key === "Escape" && open) {
      event.stopPropagation();
      show(false);
    } else if (event.key === "Backspace" && query === "" && chosen.length > 0 && (multiple || !open)) {
      change(chosen.slice(0, -1));
      return;
    } else return;
    event.preventDefault();
  };

  return (
    <>
      <div
        ref={frame}
        className={cn(
          controlStyle,
          "relative flex h-auto! min-h-control flex-wrap items-center gap-1 py-0.5 pe-8 focus-within:border-focus focus-within:outline-2 focus-within:-outline-offset-1 focus-within:outline-focus",
          control["aria-invalid"] && "border-bad-edge",
        )}
      >
        {multiple &&
          chosen.map((entity) => <Chip key={entity.id} entity={entity} onRemove={() => toggle(entity)} />)}
        {single && !open && (
          <span className="pointer-events-none absolute inset-y-0 start-2.5 end-8 flex items-center">
            <EntityLabel entity={single} />
          </span>
        )}
        <input
          ref={input}
          role="combobox"
          aria-expanded={open}
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={open && offered[active] ? `${listId}-${active}` : undefined}
          autoComplete="off"
          value={query}
          placeholder={
            single && open ? single.label : chosen.length > 0 ? undefined : (placeholder ?? t("placeholder"))
          }
          onChange={(event) => {
            setQuery(event.target.value);
            setActive(0);
            setOpen(true);
          }}
          onClick={() => show(true)}
          onKeyDown={onKeyDown}
          onBlur={(event) => {
            if (!frame.current?.contains(event.relatedTarget)) show(false);
          }}
          className={cn(
            "h-[calc(var(--control)-0.5rem)] min-w-20 flex-1 bg-transparent outline-none",
            single && !open && "text-transparent",
          )}
          {...control}
        />
        <ChevronsUpDown
          aria-hidden
          className="pointer-events-none absolute inset-y-0 end-2.5 my-auto size-4 text-muted"
        />
        {name &&
          chosen.map((entity) => <input key={entity.id} type="hidden" name={name} value={entity.id} />)}
        {single && <span className="sr-only">{single.label}</span>}
      </div>
      <div
        ref={popup}
        {...manualPopover}
        className={cn(floatingStyle, "fixed m-0 min-w-56 overflow-y-auto p-1 open:animate-rise-in")}
      >
        {open && (
          <PickerList
            id={listId}
            sections={sections}
            active={active}
            chosen={chosen}
            multiple={multiple}
            query={query}
            waiting={waiting}
            onHover={setActive}
            onChoose={toggle}
          />
        )}
      </div>
    </>
  );
}

function Chip({ entity, onRemove }: { entity: Entity; onRemove: () => void }) {
  const t = useTranslations("ui.picker");
  return (
    <span className="inline-flex h-6 max-w-full items-center gap-1 rounded-small bg-sunken ps-1.5 text-small ring-1 ring-line ring-inset">
      <span className="truncate">{entity.label}</span>
      <button
        type="button"
        tabIndex={-1}
        aria-label={t("remove", { name: entity.label })}
        onClick={onRemove}
        className="grid size-6 place-items-center rounded-small text-muted hover:text-text"
      >
        <X aria-hidden className="size-3" />
      </button>
    </span>
  );
}
