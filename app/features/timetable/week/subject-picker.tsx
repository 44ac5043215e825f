import { Link, useNavigate } from "@remix-run/react";
import { useTranslations } from "use-intl";
import type { Directory, Mine, ViewKind } from "#server/domains/timetable/view/schema.ts";
import { cn } from "~/ui/cn.ts";
import { EntityPicker } from "~/ui/picker/entity-picker.tsx";
import type { Entity } from "~/ui/picker/picker-options.ts";

export type Chosen = { kind: ViewKind; id: string };
type Props = {
  directory: Pick<Directory, "sets" | "teachers" | "rooms">;
  /** Those of this school whose timetable is the viewer's own. */
  persons: Mine["persons"];
  chosen: Chosen | null;
  /** Address of somebody's week on the page around. */
  to: (chosen: Chosen) => string;
};

const listed = ["set", "teacher", "room"] as const;

/** Whose week: one's own, or a class, a teacher, a room found by typing. */
export function SubjectPicker({ directory, persons, chosen, to }: Props) {
  const t = useTranslations("timetable.week");
  const navigate = useNavigate();
  const lists = {
    set: setEntities(directory),
    teacher: directory.teachers.map(asEntity),
    room: roomEntities(directory),
  };
  const kind = listed.find((one) => one === chosen?.kind) ?? null;
  const entities = kind ? lists[kind] : [];
  return (
    <div className="no-print mb-3 flex flex-wrap items-center gap-2">
      <nav
        aria-label={t("show")}
        className="flex max-w-full gap-1 overflow-x-auto rounded-control bg-sunken p-1"
      >
        {persons.map((person) => (
          <Choice
            key={person.id}
            to={to({ kind: "person", id: person.id })}
            current={isChosen(chosen, "person", person.id)}
          >
            {person.self ? t("mine") : person.name}
          </Choice>
        ))}
        {listed.map((one) => {
          const first = one === "set" ? firstClass(directory, lists.set) : lists[one][0];
          return (
            first && (
              <Choice key={one} to={to({ kind: one, id: first.id })} current={chosen?.kind === one}>
                {t(`kinds.${one}`)}
              </Choice>
            )
          );
        })}
      </nav>
      {kind && (
        <div className="w-full sm:w-72">
          <EntityPicker
            key={kind}
            aria-label={t(`choose.${kind}`)}
            placeholder={t(`choose.${kind}`)}
            recentKey={`timetable.${kind}`}
            entities={entities}
            value={entities.filter(({ id }) => id === chosen?.id)}
            onValueChange={([entity]) =>
              entity && navigate(to({ kind, id: entity.id }), { preventScrollReset: true })
            }
          />
        </div>
      )}
    </div>
  );
}

const isChosen = (chosen: Chosen | null, kind: ViewKind, id: string) =>
  chosen?.kind === kind && chosen.id === id;

type ChoiceProps = { to: string; current: boolean; children: string };

function Choice({ to, current, children }: ChoiceProps) {
  return (
    <Link
      to={to}
      prefetch="intent"
      preventScrollReset
      aria-current={current ? "page" : undefined}
      className={cn(
        "flex h-7 shrink-0 items-center whitespace-nowrap rounded-small px-3 text-small transition-colors",
        current ? "bg-surface font-strong text-text shadow-control" : "text-muted hover:text-text",
      )}
    >
      {children}
    </Link>
  );
}

/** A class rather than a whole year. */
const firstClass = ({ sets }: Pick<Directory, "sets">, entities: readonly Entity[]): Entity | undefined => {
  const group = sets.find(({ kind, lessons }) => kind === "group" && lessons > 0);
  return entities.find(({ id }) => id === group?.id) ?? entities[0];
};

const asEntity = ({ id, name }: { id: string; name: string }): Entity => ({ id, label: name });

const roomEntities = ({ rooms }: Pick<Directory, "rooms">): Entity[] =>
  rooms.map(({ id, name, building }) => ({ id, label: name, ...(building ? { detail: building } : {}) }));

const setEntities = ({ sets }: Pick<Directory, "sets">): Entity[] =>
  sets.map(({ id, name, parent }) => ({ id, label: name, ...(parent ? { detail: parent } : {}) }));
