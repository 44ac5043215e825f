import { useFetcher } from "@remix-run/react";
import { Send, UserRoundCheck, UserRoundX } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import type { Person } from "../../../server/domains/identity/schema.ts";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { ConfirmDialog } from "../../ui/confirm-dialog.tsx";
import { useMoment } from "./moment.tsx";
import type { PersonAnswer } from "./person-answer.ts";
import { useAnswerToast } from "./use-answer-toast.ts";

/** Whether the person can sign in: the open invitation, or deactivating and letting in again. */
export function PersonAccess({ person, isSelf }: { person: Person; isSelf: boolean }) {
  if (person.status === "invited") return <Invitation person={person} />;
  return isSelf ? null : <Deactivation person={person} />;
}

function Deactivation({ person }: { person: Person }) {
  const t = useTranslations("identity.person");
  const common = useTranslations("common");
  const fetcher = useFetcher<PersonAnswer>();
  const { name } = person;
  const active = person.status === "active";
  useAnswerToast(fetcher.data, ({ intent, version }) => {
    if (intent !== "deactivate") return { message: t("reactivated", { name }) };
    const undo = () => fetcher.submit({ intent: "reactivate", version: String(version) }, { method: "post" });
    return { message: t("deactivated", { name }), action: { label: common("undo"), onAction: undo } };
  });
  return (
    <Card title={t("accessTitle")}>
      <p className="mb-3 text-muted text-small">
        {active ? t("deactivateHelp", { name }) : t("deactivatedHelp", { name })}
      </p>
      <fetcher.Form method="post">
        <input type="hidden" name="version" value={person.version} />
        <Button
          type="submit"
          name="intent"
          value={active ? "deactivate" : "reactivate"}
          busy={fetcher.state !== "idle"}
          icon={active ? <UserRoundX /> : <UserRoundCheck />}
          className={active ? "text-bad" : undefined}
        >
          {active ? t("deactivate") : t("reactivate")}
        </Button>
      </fetcher.Form>
    </Card>
  );
}

function Invitation({ person }: { person: Person }) {
  const t = useTranslations("identity.person");
  const moment = useMoment();
  const resending = useFetcher<PersonAnswer>();
  useAnswerToast(resending.data, () => ({ message: t("resent", { email: person.email ?? "" }) }));
  const { invitation } = person;
  if (!invitation) return null;
  const when = { sent: moment(invitation.sentAt), expires: moment(invitation.expiresAt) };
  return (
    <Card title={t("invitation")}>
      <p className="mb-3 text-muted text-small">
        {invitation.expired ? t("invitationExpired", when) : t("invitationSent", when)}
      </p>
      <div className="flex flex-wrap gap-2">
        <resending.Form method="post">
          <Button
            type="submit"
            name="intent"
            value="resend"
            icon={<Send className="flip-rtl" />}
            busy={resending.state !== "idle"}
          >
            {t("resend")}
          </Button>
        </resending.Form>
        <TakeBack name={person.name} />
      </div>
    </Card>
  );
}

/** Asks first, because the person is removed; the action leads back to the list. Without scripts it does not ask. */
function TakeBack({ name }: { name: string }) {
  const t = useTranslations("identity.person");
  const fetcher = useFetcher<PersonAnswer>();
  const [asking, setAsking] = useState(false);
  useAnswerToast(fetcher.data, () => null);
  return (
    <>
      <fetcher.Form
        method="post"
        onSubmit={(event) => {
          event.preventDefault();
          setAsking(true);
        }}
      >
        <Button type="submit" name="intent" value="take_back" tone="quiet" className="text-bad">
          {t("revoke")}
        </Button>
      </fetcher.Form>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={t("revokeTitle", { name })}
        consequence={t("revokeText")}
        confirmLabel={t("revoke")}
        busy={fetcher.state !== "idle"}
        onConfirm={() => fetcher.submit({ intent: "take_back" }, { method: "post" })}
      />
    </>
  );
}
