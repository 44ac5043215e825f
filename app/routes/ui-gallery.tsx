import { useSearchParams } from "@remix-run/react";
import {
  BookOpen,
  CalendarDays,
  House,
  Inbox,
  MessagesSquare,
  Settings,
  ShoppingBag,
  Users,
} from "lucide-react";
import { useTranslations } from "use-intl";
import { useRootData } from "../root-data.ts";
import { Button } from "../ui/button.tsx";
import { Buttons, Fields } from "../ui/gallery/controls.tsx";
import { Lists } from "../ui/gallery/lists.tsx";
import { Overlays } from "../ui/gallery/overlays.tsx";
import { samplePeople, sampleWords } from "../ui/gallery/sample.ts";
import { States } from "../ui/gallery/states.tsx";
import { Planning, Week } from "../ui/gallery/week.tsx";
import { IconButton } from "../ui/icon-button.tsx";
import { PageHeader } from "../ui/page-header.tsx";
import { useCommandPalette } from "../ui/palette/use-command-palette.tsx";
import { AppShell } from "../ui/shell/app-shell.tsx";
import type { NavItem } from "../ui/shell/nav-item.ts";

const places = [
  ["today", House],
  ["timetable", CalendarDays],
  ["people", Users],
  ["learning", BookOpen],
  ["community", MessagesSquare],
  ["shop", ShoppingBag],
  ["office", Settings],
] as const;

/** Every component in every state, to look at; left out of production builds by remix.config.js. `?only=week` shows one part. */
export default function Gallery() {
  const t = useTranslations();
  const { locale, viewer } = useRootData();
  const [search] = useSearchParams();
  const only = search.get("only");
  const words = sampleWords(locale);
  const people = samplePeople(locale, Number(search.get("rows") ?? 12));
  const items: NavItem[] = places.map(([id, icon]) => ({
    id,
    icon,
    label: t(`shell.nav.${id}`),
    to: id === "timetable" ? "/ui-gallery" : `/${id}`,
    count: id === "community" ? 3 : undefined,
    children:
      id === "timetable"
        ? [
            { label: t("ui.grid.label"), to: "/ui-gallery" },
            { label: t("ui.grid.unplaced"), to: "/ui-gallery/drafts" },
          ]
        : undefined,
  }));
  const palette = useCommandPalette([
    {
      id: "pages",
      heading: t("shell.mainNavigation"),
      items: items.map((item) => ({ ...item, children: undefined })),
    },
    {
      id: "people",
      heading: t("shell.nav.people"),
      load: async () =>
        people.map(({ id, name, role }) => ({ id, label: name, detail: role, to: "/preferences" })),
    },
  ]);
  const parts = {
    buttons: <Buttons />,
    states: <States people={people} subjects={words.subjects} />,
    overlays: <Overlays people={people} />,
    week: <Week locale={locale} />,
    planning: <Planning locale={locale} />,
    lists: <Lists title={t("shell.nav.people")} people={people} roles={words.roles} />,
    fields: <Fields />,
  };
  return (
    <AppShell
      outlineOf={() => "cards"}
      items={items}
      crumbs={[
        { label: t("shell.nav.timetable"), to: "/timetable" },
        { label: t("ui.grid.label"), to: "/ui-gallery" },
      ]}
      account={{ name: viewer?.name ?? "?", email: viewer?.email ?? "?" }}
      connection="online"
      onSearch={palette.open}
      inbox={<IconButton label={t("shell.inbox")} icon={<Inbox />} />}
    >
      <PageHeader
        title={t("ui.grid.label")}
        description="7B · 34"
        primary={<Button tone="primary">{t("common.add")}</Button>}
        actions={<Button>{t("common.edit")}</Button>}
      />
      {Object.entries(parts).map(
        ([name, part]) => (only === null || only.split(",").includes(name)) && <div key={name}>{part}</div>,
      )}
      {palette.element}
    </AppShell>
  );
}
