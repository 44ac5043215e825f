import { useQuery } from "@tanstack/react-query";
import { Check, Copy, RotateCw } from "lucide-react";
import { useState } from "react";
import { useFormatter, useTranslations } from "use-intl";
import { callQuery } from "~/lib/query/call.ts";
import { Button } from "~/ui/button.tsx";
import { Sheet } from "~/ui/sheet.tsx";
import { Skeleton } from "~/ui/skeleton.tsx";
import type { Letter, OrdersOutput } from "../api.ts";
import { useFailureReason } from "./failure-reason.ts";

type Props = { letter: Letter | null; onClose: () => void; onReplay: (letter: Letter) => void };

/** One failure with what came, as it came. */
export function LetterSheet({ letter, onClose, onReplay }: Props) {
  const t = useTranslations("shop.failures");
  const format = useFormatter();
  const reasonOf = useFailureReason();
  const { data } = useQuery({
    queryKey: ["orders", letter?.schoolId, "letter", letter?.id],
    queryFn: ({ signal }) =>
      callQuery<OrdersOutput["deadLetters"]["read"]>("orders.deadLetters.read", { id: letter?.id }, signal),
    enabled: letter !== null,
  });
  return (
    <Sheet
      open={letter !== null}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      size="large"
      title={<bdi dir="ltr">{letter?.topic}</bdi>}
      description={letter ? reasonOf(letter) : undefined}
      footer={
        letter && (
          <Button
            tone="primary"
            icon={<RotateCw />}
            onClick={() => {
              onReplay(letter);
              onClose();
            }}
          >
            {t("replay")}
          </Button>
        )
      }
    >
      {letter && (
        <dl className="mb-4 grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-small">
          <dt className="text-muted">{t("columns.store")}</dt>
          <dd>
            <bdi>{letter.storeName}</bdi>
          </dd>
          <dt className="text-muted">{t("columns.attempts")}</dt>
          <dd className="tabular">{letter.attempts}</dd>
          <dt className="text-muted">{t("columns.at")}</dt>
          <dd>{format.dateTime(new Date(letter.at), { dateStyle: "medium", timeStyle: "medium" })}</dd>
        </dl>
      )}
      <div className="mb-1.5 flex items-center justify-between gap-3">
        <h3 className="text-body">{t("raw")}</h3>
        {data && <CopyButton text={data.text} />}
      </div>
      {data ? (
        <>
          <pre
            dir="ltr"
            // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls by itself, which keys must be able to do
            tabIndex={0}
            className="max-h-[60dvh] overflow-auto rounded-control border border-line bg-sunken p-3 font-mono text-small"
          >
            {pretty(data.text)}
          </pre>
          {data.cut && (
            <p className="mt-1 text-muted text-small">{t("cut", { bytes: format.number(data.bytes) })}</p>
          )}
        </>
      ) : (
        <Skeleton className="h-48 w-full" />
      )}
    </Sheet>
  );
}

function CopyButton({ text }: { text: string }) {
  const t = useTranslations("shop.failures");
  const [copied, setCopied] = useState(false);
  return (
    <Button
      size="small"
      tone="quiet"
      icon={copied ? <Check /> : <Copy />}
      onClick={() => void navigator.clipboard.writeText(text).then(() => setCopied(true))}
    >
      {t(copied ? "copied" : "copy")}
    </Button>
  );
}

/** Indented for people, without touching a character of what came: big numbers stay as they are. */
function pretty(text: string): string {
  let depth = 0;
  let quoted = false;
  let out = "";
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at] ?? "";
    if (sign === '"' && text[at - 1] !== "\\") quoted = !quoted;
    if (quoted || !/[{}[\],]/.test(sign)) out += sign;
    else if (sign === ",") out += `,\n${"  ".repeat(depth)}`;
    else if (sign === "{" || sign === "[") out += `${sign}\n${"  ".repeat(++depth)}`;
    else out += `\n${"  ".repeat(Math.max(0, --depth))}${sign}`;
  }
  return out;
}
