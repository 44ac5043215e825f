import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { attempt } from "../api.server.ts";
import { firstLanguage } from "../features/identity/first-language.ts";
import { textOf } from "../features/identity/form-data.ts";
import { NewPasswordField } from "../features/identity/new-password-field.tsx";
import { refusalOf, useRefusalTexts } from "../features/identity/problem-text.ts";
import { useRootData } from "../root-data.ts";
import { Button } from "../ui/button.tsx";
import { Field } from "../ui/field.tsx";
import { FormErrorSummary } from "../ui/form-error-summary.tsx";
import { LinkButton } from "../ui/link-button.tsx";
import { AuthLayout } from "../ui/shell/auth-layout.tsx";
import { TextInput } from "../ui/text-input.tsx";

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { value, problem } = await attempt(
    request,
    context.api.identity.readInvitation({ token: params.token ?? "" }),
  );
  if (value) return data({ invitation: value, expired: false, invitedBy: null });
  const by = problem.details.invitedBy;
  return data(
    {
      invitation: null,
      expired: problem.reason === "identity.invitation_expired",
      invitedBy: typeof by === "string" ? by : null,
    },
    { status: 404 },
  );
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const form = await request.formData();
  const name = textOf(form, "name");
  const { value, problem } = await attempt(
    request,
    context.api.identity.acceptInvitation({
      token: params.token ?? "",
      name,
      password: textOf(form, "password"),
    }),
  );
  if (problem) return data({ name, refusal: refusalOf(problem) }, { status: problem.status });
  throw redirect("/", { headers: firstLanguage(request, value.locale) });
}

export default function Invitation() {
  const t = useTranslations("identity");
  const { tenant } = useRootData();
  const { invitation, expired, invitedBy } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { errors, formError } = useRefusalTexts(answer?.refusal, { name: answer?.name ?? "", password: "" });
  if (!invitation) return <Closed expired={expired} invitedBy={invitedBy} />;
  const role = t(`roles.${invitation.role}`);
  const place = invitation.schoolName ?? tenant?.name ?? "";
  return (
    <AuthLayout
      school={tenant?.name}
      title={t("invitation.title", { place })}
      lead={
        invitation.invitedBy
          ? t("invitation.lead", { by: invitation.invitedBy, role })
          : t("invitation.leadPlain", { role })
      }
      footer={t("invitation.address", { email: invitation.email })}
    >
      <FormErrorSummary errors={errors} formError={formError} />
      <Form method="post" noValidate reloadDocument className="flex flex-col gap-5">
        <input type="hidden" name="username" autoComplete="username" value={invitation.email} />
        <Field
          name="name"
          label={t("fields.name")}
          help={t("fields.nameHelp")}
          error={errors.name ?? null}
          required
        >
          <TextInput autoComplete="name" maxLength={200} defaultValue={answer?.name ?? invitation.name} />
        </Field>
        <NewPasswordField error={errors.password} />
        <Button type="submit" tone="primary" className="self-start px-5">
          {t("invitation.submit")}
        </Button>
      </Form>
    </AuthLayout>
  );
}

function Closed({ expired, invitedBy }: { expired: boolean; invitedBy: string | null }) {
  const t = useTranslations("identity.invitation");
  const { tenant } = useRootData();
  const text = expired
    ? invitedBy
      ? t("expiredBy", { by: invitedBy })
      : t("expiredText")
    : t("invalidText");
  return (
    <AuthLayout school={tenant?.name} title={expired ? t("expiredTitle") : t("invalidTitle")} lead={text}>
      <LinkButton to="/sign-in">{t("toSignIn")}</LinkButton>
    </AuthLayout>
  );
}
