import { Copy, Ellipsis, Info, Pencil, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { Button } from "../button.tsx";
import { ConfirmDialog } from "../confirm-dialog.tsx";
import { ConflictDialog } from "../conflict-dialog.tsx";
import { Dialog } from "../dialog.tsx";
import { Field } from "../field.tsx";
import { IconButton } from "../icon-button.tsx";
import { Menu } from "../menu.tsx";
import { EntityPicker } from "../picker/entity-picker.tsx";
import { Popover } from "../popover.tsx";
import { Sheet } from "../sheet.tsx";
import { TextInput } from "../text-input.tsx";
import { useToast } from "../toast.tsx";
import { Tooltip } from "../tooltip.tsx";
import type { SamplePerson } from "./sample.ts";
import { Row, Section } from "./section.tsx";

export function Overlays({ people }: { people: readonly SamplePerson[] }) {
  const t = useTranslations("common");
  const [open, setOpen] = useState<"dialog" | "confirm" | "sheet" | "conflict" | null>(null);
  const toast = useToast();
  const close = (shown: boolean) => setOpen(shown ? open : null);
  const entities = people.map((person) => ({ id: person.id, label: person.name, detail: person.subject }));
  return (
    <Section title="Over the page">
      <Row>
        <Button onClick={() => setOpen("dialog")}>Dialog</Button>
        <Button onClick={() => setOpen("confirm")}>Confirm</Button>
        <Button onClick={() => setOpen("sheet")}>Sheet</Button>
        <Button onClick={() => setOpen("conflict")}>Conflict</Button>
        <Button
          onClick={() =>
            toast({ message: "7B is archived", action: { label: t("undo"), onAction: () => {} } })
          }
        >
          Toast
        </Button>
        <Popover trigger={<Button>Popover</Button>} label="More about it">
          Placed by hand on Monday.
        </Popover>
        <Tooltip text="Only in a few places">
          <IconButton label="Info" icon={<Info />} />
        </Tooltip>
        <Menu
          trigger={<IconButton label={t("more")} icon={<Ellipsis />} />}
          entries={[
            { label: t("edit"), icon: <Pencil />, onSelect: () => {} },
            { label: "Copy", icon: <Copy />, onSelect: () => {} },
            { kind: "line" },
            { label: t("delete"), icon: <Trash2 />, danger: true, onSelect: () => setOpen("confirm") },
          ]}
        />
      </Row>
      <div className="grid max-w-2xl gap-4 sm:grid-cols-2">
        <Field label="Teacher" name="teacher">
          <EntityPicker entities={entities} defaultValue={entities.slice(0, 1)} recentKey="gallery" />
        </Field>
        <Field label="Classes" name="classes">
          <EntityPicker entities={entities} multiple defaultValue={entities.slice(1, 3)} />
        </Field>
      </div>
      <Dialog
        open={open === "dialog"}
        onOpenChange={close}
        title="Add a subject"
        footer={
          <>
            <Button onClick={() => setOpen(null)}>{t("cancel")}</Button>
            <Button tone="primary">{t("add")}</Button>
          </>
        }
      >
        <Field label="Name" name="subject-name">
          <TextInput />
        </Field>
      </Dialog>
      <ConfirmDialog
        open={open === "confirm"}
        onOpenChange={close}
        title="Delete Year 7 Mathematics?"
        consequence="Its 5 lessons lose their places in 2 drafts. The published timetable stays as it is."
        confirmLabel={t("delete")}
        typeName="Year 7 Mathematics"
        onConfirm={() => setOpen(null)}
      />
      <Sheet open={open === "sheet"} onOpenChange={close} title="Amira Haddad" description="Mathematics">
        <p>Details beside the list.</p>
      </Sheet>
      <ConflictDialog
        open={open === "conflict"}
        onOpenChange={close}
        name="Lesson 7B Mathematics"
        who="Ngozi Adeyemi"
        when={new Date("2026-09-01T07:42:00Z")}
        fields={[
          { id: "room", label: "Room", yours: "R12", theirs: "R14" },
          { id: "place", label: "Place", yours: "Monday, period 3", theirs: "Tuesday, period 1" },
          { id: "note", label: "Note", yours: "Bring calculators", theirs: null },
        ]}
        onRefresh={() => setOpen(null)}
        onMerge={() => setOpen(null)}
        onForce={() => setOpen(null)}
      />
    </Section>
  );
}
