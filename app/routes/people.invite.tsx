import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { locale, role } from "../../server/domains/identity/schema.ts";
import { attempt, load } from "../api.server.ts";
import { textOf } from "../features/identity/form-data.ts";
import type { InviteAnswer } from "../features/identity/invite-dialog.tsx";
import { InviteFields } from "../features/identity/invite-fields.tsx";
import { refusalOf, useRefusalTexts } from "../features/identity/problem-text.ts";
import { EditForm } from "../ui/edit-form.tsx";
import { LinkButton } from "../ui/link-button.tsx";
import { PageHeader } from "../ui/page-header.tsx";
import type { CrumbHandle } from "../ui/shell/crumbs.ts";

export const handle: CrumbHandle = { crumb: (_, t) => t("identity.inviteForm.title") };

export async function loader({ request, context }: LoaderFunctionArgs) {
  return load(request, context.api.identity.readInviteOptions());
}

/** Invites. The dialog stays on the list and gets the answer; a browser without scripts goes on to the person. */
export async function action({ request, context }: ActionFunctionArgs) {
  const form = await request.formData();
  const values = Object.fromEntries(
    ["email", "name", "role", "schoolId", "locale", "days"].map((name) => [name, textOf(form, name)]),
  );
  const { value, problem } = await attempt(
    request,
    context.api.identity.invite({
      email: textOf(form, "email").trim(),
      name: textOf(form, "name"),
      role: role.catch("teacher").parse(values.role),
      schoolId: values.schoolId || null,
      locale: locale.catch("en").parse(values.locale),
      days: Number(values.days) || 14,
    }),
  );
  if (problem)
    return data({ sent: null, values, refusal: refusalOf(problem) } as InviteAnswer, problem.status);
  if (textOf(form, "page")) throw redirect(`/people/${value.personId}`);
  return data({ sent: value, values, refusal: null } as InviteAnswer);
}

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
