import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { load } from "../api.server.ts";
import { invite } from "../features/identity/invite.server.ts";
import { InviteFields } from "../features/identity/invite-fields.tsx";
import { useRefusalTexts } from "../features/identity/problem-text.ts";
import { EditForm } from "../ui/edit-form.tsx";
import { LinkButton } from "../ui/link-button.tsx";
import { PageHeader } from "../ui/page-header.tsx";
import type { CrumbHandle } from "../ui/shell/crumbs.ts";

export const handle: CrumbHandle = { crumb: (_, t) => t("identity.inviteForm.title") };

export async function loader({ request, context }: LoaderFunctionArgs) {
  return load(request, context.api.identity.readInviteOptions());
}

export const action = ({ request, context }: ActionFunctionArgs) => invite(request, context);

export default function Invite() {
  const t = useTranslations("identity");
  const common = useTranslations("common");
  const options = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { errors, formError } = useRefusalTexts(answer?.refusal, answer?.values);
  return (
    <>
      <PageHeader title={t("inviteForm.title")} description={t("inviteForm.lead")} />
      <EditForm
        errors={errors}
        formError={formError}
        submitLabel={t("inviteForm.submit")}
        secondary={<LinkButton to="/people">{common("cancel")}</LinkButton>}
      >
        <input type="hidden" name="page" value="yes" />
        <InviteFields options={options} errors={errors} values={answer?.values} />
      </EditForm>
    </>
  );
}
