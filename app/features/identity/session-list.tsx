import { useFetcher } from "@remix-run/react";
import { Laptop, LogOut, Smartphone } from "lucide-react";
import { useTranslations } from "use-intl";
import type { SessionRow } from "../../../server/domains/identity/schema.ts";
import { StatusBadge } from "../../ui/badge.tsx";
import { Button } from "../../ui/button.tsx";
import { deviceOf } from "./device.ts";
import { Moment } from "./moment.tsx";
import type { Refusal } from "./problem-text.ts";
import { useAnswerToast } from "./use-answer-toast.ts";

export type SessionsAnswer = { one: boolean; ended: number; refusal: Refusal | null };

const formId = "end-session";

/** Where the viewer is signed in, this device first; each other one can be ended, or all at once. */
export function SessionList({ sessions }: { sessions: readonly SessionRow[] }) {
  const t = useTranslations("identity.account");
  const fetcher = useFetcher<SessionsAnswer>();
  useAnswerToast(fetcher.data, (answer) => ({
    message: answer.one ? t("sessionEnded") : t("endedOthers", { count: answer.ended }),
  }));
  const busy = fetcher.state !== "idle";
  const ordered = [...sessions].sort((a, b) => Number(b.current) - Number(a.current));
  return (
    <fetcher.Form id={formId} method="post">
      <ul className="divide-y divide-line rounded-card border border-line bg-surface">
        {ordered.map((session) => (
          <SessionItem
            key={session.id}
            session={session}
            busy={busy && fetcher.formData?.get("session") === session.id}
          />
        ))}
      </ul>
      {sessions.length > 1 ? (
        <Button
          type="submit"
          className="mt-4"
          icon={<LogOut className="flip-rtl" />}
          busy={busy && !fetcher.formData?.has("session")}
        >
          {t("endOthers")}
        </Button>
      ) : (
        <p className="mt-4 text-muted text-small">{t("noOthers")}</p>
      )}
    </fetcher.Form>
  );
}

function SessionItem({ session, busy }: { session: SessionRow; busy: boolean }) {
  const t = useTranslations("identity.account");
  const known = deviceOf(session.userAgent);
  const device = known ? t("device", { browser: known.browser, system: known.system }) : t("unknownDevice");
  const Icon = known?.phone ? Smartphone : Laptop;
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 py-3">
      <Icon aria-hidden className="size-5 shrink-0 text-muted" strokeWidth={1.7} />
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1 font-strong">
          {device}
          {session.current && <StatusBadge tone="good">{t("thisDevice")}</StatusBadge>}
        </p>
        <p className="flex flex-wrap gap-x-3 text-muted text-small">
          <span>{t.rich("lastSeen", { when: () => <Moment iso={session.lastSeenAt} /> })}</span>
          <span>{t.rich("since", { when: () => <Moment iso={session.createdAt} /> })}</span>
          <bdi className="tabular">{session.ip}</bdi>
        </p>
      </div>
      {!session.current && (
        <Button
          type="submit"
          size="small"
          name="session"
          value={session.id}
          busy={busy}
          aria-label={t("endSessionOf", { device })}
        >
          {t("endSession")}
        </Button>
      )}
    </li>
  );
}
