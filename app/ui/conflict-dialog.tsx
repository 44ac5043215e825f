import { type ReactNode, useState } from "react";
import { useFormatter, useTranslations } from "use-intl";
import { Button } from "./button.tsx";
import { cn } from "./cn.ts";
import { Dialog } from "./dialog.tsx";

/** One field in which the two versions differ. */
export type ConflictField = {
  id: string;
  label: string;
  yours: ReactNode;
  theirs: ReactNode;
  /** The side that is picked at first: `theirs` for what the reader has not touched. Default `yours`. */
  first?: ConflictSide;
};
export type ConflictSide = "yours" | "theirs";

export type ConflictDialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** Names the thing that both changed. */
  name: string;
  who: string;
  when: Date;
  /** Who is editing, and since when; names both authors where the reader may be one of several. */
  you?: { name: string; since: Date };
  /** Only what differs. */
  fields: readonly ConflictField[];
  busy?: boolean;
  /** Drop mine, show theirs. */
  onRefresh: () => void;
  /** Save, on top of theirs, what was picked per field. */
  onMerge: (picks: Record<string, ConflictSide>) => void;
  /** Save all of mine as a new version. */
  onForce: () => void;
};

/** Two people changed the same thing: your change beside theirs, field by field, and three ways on. */
export function ConflictDialog(props: ConflictDialogProps) {
  const { open, onOpenChange, name, who, when, you, fields, busy, onRefresh, onMerge, onForce } = props;
  const t = useTranslations("ui.conflict");
  const format = useFormatter();
  const [picks, setPicks] = useState<Record<string, ConflictSide>>({});
  const pickOf = (field: ConflictField): ConflictSide => picks[field.id] ?? field.first ?? "yours";
  const merged = Object.fromEntries(fields.map((field) => [field.id, pickOf(field)]));
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      modalAlert
      size="large"
      title={t("title", { name })}
      description={t("help", {
        who,
        when: format.dateTime(when, { dateStyle: "medium", timeStyle: "short" }),
      })}
      footer={
        <>
          <Button title={t("refreshHelp")} onClick={onRefresh} className="sm:me-auto">
            {t("refresh")}
          </Button>
          <Button title={t("forceHelp")} onClick={onForce} busy={busy}>
            {t("force")}
          </Button>
          {fields.length > 0 && (
            <Button tone="primary" title={t("mergeHelp")} onClick={() => onMerge(merged)} busy={busy}>
              {t("merge")}
            </Button>
          )}
        </>
      }
    >
      {fields.length === 0 ? (
        <p className="text-muted">{t("same")}</p>
      ) : (
        <div className="grid grid-cols-2 gap-x-3 gap-y-2 sm:grid-cols-[minmax(6rem,auto)_1fr_1fr]">
          <span className="hidden text-caption text-muted sm:block">{t("field")}</span>
          <span className="text-caption text-muted">
            {you
              ? t("yoursBy", {
                  who: you.name,
                  when: format.dateTime(you.since, { timeStyle: "short" }),
                })
              : t("yours")}
          </span>
          <span className="text-caption text-muted">{t("theirs", { who })}</span>
          {fields.map((field) => (
            <FieldChoice
              key={field.id}
              field={field}
              who={who}
              pick={pickOf(field)}
              onPick={(side) => setPicks({ ...picks, [field.id]: side })}
            />
          ))}
        </div>
      )}
    </Dialog>
  );
}

type FieldChoiceProps = {
  field: ConflictField;
  who: string;
  pick: ConflictSide;
  onPick: (side: ConflictSide) => void;
};

function FieldChoice({ field, who, pick, onPick }: FieldChoiceProps) {
  const t = useTranslations("ui.conflict");
  return (
    <>
      <span className="col-span-2 pt-1 font-strong text-small sm:col-span-1 sm:self-center sm:pt-0">
        {field.label}
      </span>
      {(["yours", "theirs"] as const).map((side) => (
        <label
          key={side}
          className={cn(
            "flex min-h-control items-start gap-2 rounded-control border px-2.5 py-1.5 text-body transition-colors has-focus-visible:outline-2 has-focus-visible:outline-focus",
            pick === side ? "border-accent bg-accent-surface" : "border-line hover:bg-hover",
          )}
        >
          <input
            type="radio"
            name={`conflict-${field.id}`}
            checked={pick === side}
            onChange={() => onPick(side)}
            aria-label={
              side === "yours"
                ? t("pickYours", { field: field.label })
                : t("pickTheirs", { field: field.label, who })
            }
            className="mt-[0.25em] size-3.5 shrink-0 outline-none"
          />
          <span className="min-w-0 break-words">
            {field[side] ?? <i className="text-muted">{t("empty")}</i>}
          </span>
        </label>
      ))}
    </>
  );
}
