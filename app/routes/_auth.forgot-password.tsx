import { type ActionFunctionArgs, data } from "@remix-run/node";
import { Form, useActionData } from "@remix-run/react";
import { MailCheck } from "lucide-react";
import { useTranslations } from "use-intl";
import { attempt } from "../api.server.ts";
import { textOf } from "../features/identity/form-data.ts";
import { refusalOf, useRefusalTexts } from "../features/identity/problem-text.ts";
import { useRootData } from "../root-data.ts";
import { Button } from "../ui/button.tsx";
import { Field } from "../ui/field.tsx";
import { FormErrorSummary } from "../ui/form-error-summary.tsx";
import { LinkButton } from "../ui/link-button.tsx";
import { AuthLayout } from "../ui/shell/auth-layout.tsx";
import { TextInput } from "../ui/text-input.tsx";
import { TextLink } from "../ui/text-link.tsx";

/** Answers the same for every address: whether it has an account is nobody's business. */
export async function action({ request, context }: ActionFunctionArgs) {
  const email = textOf(await request.formData(), "email").trim();
  const { problem } = await attempt(request, context.api.identity.requestReset({ email }));
  if (problem) return data({ email, refusal: refusalOf(problem) }, { status: problem.status });
  return { email, refusal: null };
}

export default function ForgotPassword() {
  const t = useTranslations("identity");
  const { tenant } = useRootData();
  const answer = useActionData<typeof action>();
  const { errors, formError } = useRefusalTexts(answer?.refusal, { email: answer?.email ?? "" });
  if (answer && !answer.refusal) return <Sent email={answer.email} />;
  return (
    <AuthLayout
      school={tenant?.name}
      title={t("forgot.title")}
      lead={t("forgot.lead")}
      footer={<TextLink to="/sign-in">{t("forgot.back")}</TextLink>}
    >
      <FormErrorSummary errors={errors} formError={formError} />
      <Form method="post" noValidate className="flex flex-col gap-5">
        <Field name="email" label={t("fields.email")} error={errors.email ?? null} required>
          <TextInput
            type="email"
            autoComplete="username"
            inputMode="email"
            autoCapitalize="none"
            spellCheck={false}
            dir="ltr"
            defaultValue={answer?.email}
            autoFocus
          />
        </Field>
        <Button type="submit" tone="primary" className="self-start px-5">
          {t("forgot.submit")}
        </Button>
      </Form>
    </AuthLayout>
  );
}

function Sent({ email }: { email: string }) {
  const t = useTranslations("identity.forgot");
  const { tenant } = useRootData();
  return (
    <AuthLayout
      school={tenant?.name}
      title={
        <span className="flex items-center gap-2.5">
          <MailCheck aria-hidden className="size-6 text-good" strokeWidth={1.8} />
          {t("sentTitle")}
        </span>
      }
      lead={t("sentText", { email })}
      footer={<TextLink to="/sign-in">{t("back")}</TextLink>}
    >
      <p className="mb-5 text-muted text-small">{t("sentHint")}</p>
      <LinkButton to="/forgot-password" reloadDocument>
        {t("again")}
      </LinkButton>
    </AuthLayout>
  );
}
