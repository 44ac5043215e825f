import { useNavigate } from "@remix-run/react";
import { Command } from "cmdk";
import { ArrowRight, LoaderCircle, Search, TriangleAlert } from "lucide-react";
import * as Dialog from "radix-ui/dialog";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { floatingItemStyle, scrimStyle, undescribed } from "../overlay-style.ts";
import { useFocusReturn } from "../use-focus-return.ts";
import type { PaletteItem, PaletteSource } from "./palette-source.ts";
import { usePaletteResults } from "./use-palette-results.ts";

export type CommandPaletteProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  sources: readonly PaletteSource[];
};

/** Go to any person, room, class, page or action. Loaded when first opened; see use-command-palette.tsx. */
export default function CommandPalette({ open, onOpenChange, sources }: CommandPaletteProps) {
  const t = useTranslations("ui.palette");
  const navigate = useNavigate();
  const [query, setQuery] = useState("");
  const { groups, waiting, failed } = usePaletteResults(sources, query, open);
  const change = (next: boolean) => {
    setQuery("");
    onOpenChange(next);
  };
  const choose = (item: PaletteItem) => {
    change(false);
    if (item.to) navigate(item.to);
    item.run?.();
  };
  const focusReturn = useFocusReturn();
  return (
    <Dialog.Root open={open} onOpenChange={change}>
      <Dialog.Portal>
        <Dialog.Overlay className={scrimStyle} />
        <Dialog.Content
          {...focusReturn}
          {...undescribed}
          className="fixed inset-x-3 top-[10vh] z-50 mx-auto max-w-xl overflow-hidden rounded-card bg-raised text-text shadow-float data-[state=open]:animate-rise-in"
        >
          <Dialog.Title className="sr-only">{t("title")}</Dialog.Title>
          <Command shouldFilter={false} loop label={t("title")}>
            <div className="flex items-center gap-2.5 border-line border-b px-4">
              {waiting ? (
                <LoaderCircle aria-hidden className="size-4 animate-spin text-muted" />
              ) : (
                <Search aria-hidden className="size-4 text-muted" />
              )}
              <Command.Input
                value={query}
                onValueChange={setQuery}
                placeholder={t("placeholder")}
                className="h-12 flex-1 bg-transparent text-large outline-none"
              />
            </div>
            <Command.List className="max-h-[min(24rem,60dvh)] scroll-py-2 overflow-y-auto p-1.5">
              {!waiting && (
                <Command.Empty className="px-3 py-8 text-center text-muted">
                  {t("nothing", { query })}
                </Command.Empty>
              )}
              {groups.map((group) => (
                <Command.Group
                  key={group.id}
                  heading={group.heading}
                  className="[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-caption [&_[cmdk-group-heading]]:text-subtle"
                >
                  {group.items.map((item) => (
                    <Result
                      key={item.id}
                      value={`${group.id}/${item.id}`}
                      item={item}
                      onChoose={() => choose(item)}
                    />
                  ))}
                </Command.Group>
              ))}
              {failed && (
                <p role="alert" className="flex items-center gap-2 px-2.5 py-2 text-small text-warn">
                  <TriangleAlert aria-hidden className="size-4" />
                  {t("failed")}
                </p>
              )}
            </Command.List>
            <p
              aria-hidden="true"
              className="hidden gap-4 border-line border-t px-4 py-2 text-caption text-subtle md:flex"
            >
              <span>
                <Key>↑</Key> <Key>↓</Key> {t("hint")}
              </span>
              <span>
                <Key>↵</Key> {t("open")}
              </span>
            </p>
          </Command>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

const Key = ({ children }: { children: string }) => (
  <kbd className="rounded-small border border-line px-1 font-sans">{children}</kbd>
);

function Result({ value, item, onChoose }: { value: string; item: PaletteItem; onChoose: () => void }) {
  const Icon = item.icon ?? ArrowRight;
  return (
    <Command.Item value={value} onSelect={onChoose} className={floatingItemStyle}>
      <Icon aria-hidden className={item.icon ? "text-muted" : "flip-rtl text-muted"} />
      <span className="truncate">{item.label}</span>
      {item.detail && <span className="truncate text-muted text-small">{item.detail}</span>}
    </Command.Item>
  );
}
