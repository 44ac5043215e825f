import { Building2, DoorOpen } from "lucide-react";
import { useTranslations } from "use-intl";
import type { BuildingRow, RoomRow } from "#server/domains/school/rooms/schema.ts";
import { Badge } from "~/ui/badge.tsx";
import type { Column } from "~/ui/table/table-types.ts";
import { ResourceEmpty } from "../resource/resource-empty.tsx";
import { ResourceSection } from "../resource/resource-section.tsx";
import { RowLink } from "../resource/row-link.tsx";

type Props = { rooms: readonly RoomRow[]; buildings: readonly BuildingRow[] };

/** Where lessons take place, and the buildings the rooms are in. */
export function RoomsPage({ rooms, buildings }: Props) {
  return (
    <div className="flex flex-col gap-9">
      <Rooms rows={rooms} buildings={buildings} />
      <Buildings rows={buildings} />
    </div>
  );
}

function Rooms({ rows, buildings }: { rows: readonly RoomRow[]; buildings: readonly BuildingRow[] }) {
  const t = useTranslations("school");
  const columns: Column<RoomRow>[] = [
    {
      id: "name",
      header: t("fields.name"),
      value: (row) => row.name,
      cell: (row) => (
        <span className="inline-flex items-center gap-2">
          <RowLink resource="rooms" id={row.id}>
            {row.name}
          </RowLink>
          {row.isVirtual && <Badge>{t("rooms.virtual")}</Badge>}
        </span>
      ),
    },
    { id: "buildingName", header: t("fields.buildingId"), value: (row) => row.buildingName },
    { id: "capacity", header: t("fields.capacity"), align: "end", value: (row) => row.capacity },
    { id: "comments", header: t("fields.comments"), value: (row) => row.comments },
  ];
  return (
    <ResourceSection
      resource="rooms"
      title={t("rooms.title")}
      description={t("rooms.help")}
      newLabel={t("rooms.new")}
      rows={rows}
      rowName={(row) => row.name}
      columns={columns}
      filters={
        buildings.length > 1
          ? [
              {
                id: "building",
                label: t("fields.buildingId"),
                options: buildings.map((one) => ({ value: one.id, label: one.name })),
                matches: (row, value) => row.buildingId === value,
              },
            ]
          : undefined
      }
      fields={[
        { name: "name", kind: "text", required: true },
        { name: "buildingId", kind: "entity", of: ["building"] },
        { name: "capacity", kind: "number", min: 0, help: t("rooms.capacityHelp") },
        { name: "isVirtual", kind: "check", help: t("rooms.virtualHelp") },
        { name: "realSets", kind: "entitySets", of: ["room"], help: t("rooms.realSetsHelp") },
        { name: "comments", kind: "long" },
      ]}
      initial={{ realSets: [] }}
      empty={
        <ResourceEmpty
          resource="rooms"
          icon={DoorOpen}
          title={t("rooms.empty")}
          text={t("rooms.emptyHelp")}
          action={t("rooms.new")}
        />
      }
    />
  );
}

function Buildings({ rows }: { rows: readonly BuildingRow[] }) {
  const t = useTranslations("school");
  return (
    <ResourceSection
      nested
      resource="buildings"
      title={t("buildings.title")}
      description={t("buildings.help")}
      newLabel={t("buildings.new")}
      rows={rows}
      rowName={(row) => row.name}
      columns={[
        {
          id: "name",
          header: t("fields.name"),
          value: (row) => row.name,
          cell: (row) => (
            <RowLink resource="buildings" id={row.id}>
              {row.name}
            </RowLink>
          ),
        },
        { id: "roomCount", header: t("fields.roomCount"), align: "end", value: (row) => row.roomCount },
        { id: "comments", header: t("fields.comments"), value: (row) => row.comments },
      ]}
      fields={[
        { name: "name", kind: "text", required: true },
        { name: "comments", kind: "long" },
      ]}
      empty={
        <ResourceEmpty
          resource="buildings"
          icon={Building2}
          title={t("buildings.empty")}
          text={t("buildings.emptyHelp")}
          action={t("buildings.new")}
        />
      }
    />
  );
}
