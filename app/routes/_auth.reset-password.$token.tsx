import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { attempt } from "../api.server.ts";
import { textOf } from "../features/identity/form-data.ts";
import { NewPasswordField } from "../features/identity/new-password-field.tsx";
import { refusalOf, useRefusalTexts } from "../features/identity/problem-text.ts";
import { useRootData } from "../root-data.ts";
import { Button } from "../ui/button.tsx";
import { FormErrorSummary } from "../ui/form-error-summary.tsx";
import { LinkButton } from "../ui/link-button.tsx";
import { AuthLayout } from "../ui/shell/auth-layout.tsx";
import { TextLink } from "../ui/text-link.tsx";

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { value } = await attempt(request, context.api.identity.readReset({ token: params.token ?? "" }));
  return data({ email: value?.email ?? null }, { status: value ? 200 : 404 });
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const password = textOf(await request.formData(), "password");
  const { problem } = await attempt(
    request,
    context.api.identity.resetPassword({ token: params.token ?? "", password }),
  );
  if (problem) return data({ refusal: refusalOf(problem) }, { status: problem.status });
  throw redirect("/sign-in?notice=password-set");
}

export default function ResetPassword() {
  const t = useTranslations("identity");
  const { tenant } = useRootData();
  const { email } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { errors, formError } = useRefusalTexts(answer?.refusal, { password: "" });
  if (email === null) return <Spent />;
  return (
    <AuthLayout
      school={tenant?.name}
      title={t("reset.title")}
      lead={t("reset.lead", { email })}
      footer={<TextLink to="/sign-in">{t("forgot.back")}</TextLink>}
    >
      <FormErrorSummary errors={errors} formError={formError} />
      <Form method="post" noValidate className="flex flex-col gap-5">
        <input type="hidden" name="username" autoComplete="username" value={email} />
        <NewPasswordField label={t("fields.newPassword")} error={errors.password} />
        <Button type="submit" tone="primary" className="self-start px-5">
          {t("reset.submit")}
        </Button>
      </Form>
    </AuthLayout>
  );
}

function Spent() {
  const t = useTranslations("identity");
  const { tenant } = useRootData();
  return (
    <AuthLayout
      school={tenant?.name}
      title={t("reset.invalidTitle")}
      lead={t("reset.invalidText")}
      footer={<TextLink to="/sign-in">{t("forgot.back")}</TextLink>}
    >
      <LinkButton tone="primary" to="/forgot-password">
        {t("reset.askAgain")}
      </LinkButton>
    </AuthLayout>
  );
}
