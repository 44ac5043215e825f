import { useNavigate } from "@remix-run/react";
import {
  Archive,
  CalendarSync,
  Columns2,
  Copy,
  Download,
  Ellipsis,
  FilePen,
  Megaphone,
  Printer,
  Trash2,
  Undo2,
} from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import type { ExportFormat } from "#server/domains/timetable/export/schema.ts";
import type { Timetable } from "#server/domains/timetable/schema.ts";
import { useMay } from "~/root-data.ts";
import { Button } from "~/ui/button.tsx";
import { ConfirmDialog } from "~/ui/confirm-dialog.tsx";
import { IconButton } from "~/ui/icon-button.tsx";
import { Menu } from "~/ui/menu.tsx";
import type { MenuEntry } from "~/ui/menu-frame.tsx";
import type { PlanChange } from "./change.ts";
import { NameDialog } from "./name-dialog.tsx";
import { PublishDialog } from "./publish-dialog.tsx";

type Props = {
  timetable: Timetable;
  previous: string | null;
  busy: boolean;
  /** The engine is at it: only what does not disturb is offered. */
  working: boolean;
  send: (change: PlanChange) => void;
  copy: () => void;
};

type Asking = "publish" | "unpublish" | "rename" | null;

/** The one primary action of a timetable: publish it, or take it back. */
export function PublishAction({ timetable, previous, busy, working, send }: Omit<Props, "copy">) {
  const t = useTranslations("timetable.plan");
  const [asking, setAsking] = useState<Asking>(null);
  const mayPublish = useMay("timetable.publish");
  const seen = { id: timetable.id, version: timetable.version };
  const close = () => setAsking(null);
  if (!mayPublish) return null;
  if (timetable.state === "published")
    return (
      <>
        <Button icon={<Undo2 />} onClick={() => setAsking("unpublish")}>
          {t("unpublish")}
        </Button>
        <ConfirmDialog
          open={asking === "unpublish"}
          onOpenChange={close}
          title={t("unpublishTitle", { name: timetable.name })}
          consequence={t("unpublishHelp")}
          confirmLabel={t("unpublish")}
          busy={busy}
          onConfirm={() => {
            close();
            send({ intent: "unpublish", ...seen });
          }}
        />
      </>
    );
  return (
    <>
      <Button
        tone={timetable.unplaced === 0 ? "primary" : "secondary"}
        icon={<Megaphone />}
        disabled={working}
        onClick={() => setAsking("publish")}
      >
        {t("publish")}
      </Button>
      <PublishDialog
        open={asking === "publish"}
        onOpenChange={close}
        timetable={timetable}
        previous={previous}
        busy={busy}
        onPublish={() => {
          close();
          send({ intent: "publish", ...seen });
        }}
      />
    </>
  );
}

const downloads: readonly ExportFormat[] = ["csv", "results", "locked"];

/** Everything else that can be done with a timetable. */
export function MoreActions({ timetable, busy, working, send, copy }: Omit<Props, "previous">) {
  const t = useTranslations("timetable.plan");
  const navigate = useNavigate();
  const replan = useTranslations("replan");
  const [renaming, setRenaming] = useState(false);
  const seen = { id: timetable.id, version: timetable.version };
  const { id, schoolId, name, state } = timetable;
  const download = (format: ExportFormat) => () =>
    window.location.assign(`/timetable/${schoolId}/download?timetable=${id}&format=${format}`);
  const entries: MenuEntry[] = [
    { label: t("rename"), icon: <FilePen />, disabled: working, onSelect: () => setRenaming(true) },
    { label: t("duplicate"), icon: <Copy />, disabled: working, onSelect: copy },
    {
      label: t("print"),
      icon: <Printer />,
      onSelect: () => navigate(`/timetable/${schoolId}/print?timetable=${id}`),
    },
    {
      label: replan("menu"),
      icon: <CalendarSync />,
      disabled: working,
      onSelect: () => navigate(`/timetable/${schoolId}/replan?timetable=${id}`),
    },
    {
      label: replan(timetable.copiedFrom ? "compareOriginal" : "compare"),
      icon: <Columns2 />,
      disabled: working,
      onSelect: () =>
        navigate(`/timetable/${schoolId}/compare?left=${timetable.copiedFrom ?? id}&right=${id}`),
    },
    { kind: "line" },
    ...downloads.map(
      (format): MenuEntry => ({
        label: t(`downloads.${format as "csv" | "results" | "locked"}`),
        icon: <Download />,
        onSelect: download(format),
      }),
    ),
    { kind: "line" },
    {
      label: t("archive"),
      icon: <Archive />,
      disabled: working || state === "archived",
      onSelect: () => send({ intent: "archive", ...seen }),
    },
    {
      label: t("delete"),
      icon: <Trash2 />,
      danger: true,
      disabled: working || state === "published",
      onSelect: () => send({ intent: "remove", ...seen }),
    },
  ];
  return (
    <>
      <Menu
        align="end"
        trigger={<IconButton label={t("more", { name })} icon={<Ellipsis />} />}
        entries={entries}
      />
      <NameDialog
        open={renaming}
        onOpenChange={setRenaming}
        title={t("rename")}
        confirmLabel={t("rename")}
        defaultName={name}
        busy={busy}
        onName={(next) => {
          setRenaming(false);
          send({ intent: "rename", ...seen, name: next });
        }}
      />
    </>
  );
}
