import { PackageOpen, Plus } from "lucide-react";
import { useTranslations } from "use-intl";
import { useViewer } from "~/root-data.ts";
import { Button } from "~/ui/button.tsx";
import { ConflictDialog } from "~/ui/conflict-dialog.tsx";
import { EmptyState } from "~/ui/empty-state.tsx";
import { LeaveGuard } from "~/ui/leave-guard.tsx";
import { PageHeader } from "~/ui/page-header.tsx";
import type { SavedRules } from "../api.ts";
import { RuleCard } from "./rule-card.tsx";
import { RulePreview } from "./rule-preview.tsx";
import { useRules } from "./use-rules.ts";

/** How the school reckons shipping: a list of rules, the first that fits decides; tried on real orders beside it. */
export function ShippingPage({ saved }: { saved: SavedRules }) {
  const t = useTranslations("shop.shipping");
  const common = useTranslations("common");
  const edit = useRules(saved);
  const { drafts, dirty, busy, valid } = edit;
  const add = (
    <Button icon={<Plus />} onClick={edit.add}>
      {t("add")}
    </Button>
  );
  return (
    <>
      <PageHeader
        title={t("title")}
        description={t("help")}
        actions={drafts.length > 0 && add}
        primary={
          (drafts.length > 0 || dirty) && (
            <Button tone="primary" busy={busy} disabled={!dirty || !valid} onClick={edit.save}>
              {common("save")}
            </Button>
          )
        }
      />
      <div className="grid items-start gap-6 xl:grid-cols-[1fr_24rem]">
        {drafts.length === 0 ? (
          <EmptyState icon={PackageOpen} title={t("emptyTitle")} text={t("emptyText")} action={add} />
        ) : (
          <ol className="flex flex-col gap-3">
            {drafts.map((draft, index) => (
              <li key={draft.key}>
                <RuleCard
                  draft={draft}
                  place={index + 1}
                  last={index === drafts.length - 1}
                  errors={edit.showErrors ? edit.errors[index] : null}
                  onChange={(change) => edit.change(index, change)}
                  onMove={(step) => edit.move(index, step)}
                  onRemove={() => edit.remove(index)}
                />
              </li>
            ))}
          </ol>
        )}
        <RulePreview schoolId={saved.schoolId} rules={edit.rules} />
      </div>
      <LeaveGuard dirty={dirty && !busy} />
      <RulesConflict edit={edit} />
    </>
  );
}

/** Somebody else saved the rules first. They are one list, so it is theirs or mine. */
function RulesConflict({ edit }: { edit: ReturnType<typeof useRules> }) {
  const t = useTranslations("shop.shipping");
  const viewer = useViewer();
  const { conflict } = edit;
  if (!conflict) return null;
  const names = (rules: readonly { name: string }[]) =>
    rules.map(({ name }, index) => `${index + 1}. ${name}`).join("\n");
  return (
    <ConflictDialog
      open
      onOpenChange={(open) => {
        if (!open) edit.leaveConflict();
      }}
      name={t("title")}
      who={conflict.changedBy ?? t("somebody")}
      when={new Date(conflict.changedAt)}
      {...(viewer && { you: { name: viewer.name, since: edit.since } })}
      fields={[
        {
          id: "rules",
          label: t("rules"),
          yours: <span className="whitespace-pre-line">{names(edit.rules ?? [])}</span>,
          theirs: <span className="whitespace-pre-line">{names(conflict.server.rules)}</span>,
        },
      ]}
      busy={edit.busy}
      onRefresh={edit.takeTheirs}
      onMerge={(picks) => (picks.rules === "theirs" ? edit.takeTheirs() : edit.force())}
      onForce={edit.force}
    />
  );
}
