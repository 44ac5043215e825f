import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { attempt } from "../api.server.ts";
import { firstLanguage } from "../features/identity/first-language.ts";
import { localPath, textOf } from "../features/identity/form-data.ts";
import { Notice } from "../features/identity/notice.tsx";
import { refusalOf, useRefusalTexts } from "../features/identity/problem-text.ts";
import { useRootData } from "../root-data.ts";
import { Button } from "../ui/button.tsx";
import { Field } from "../ui/field.tsx";
import { FormErrorSummary } from "../ui/form-error-summary.tsx";
import { PasswordInput } from "../ui/password-input.tsx";
import { AuthLayout } from "../ui/shell/auth-layout.tsx";
import { TextInput } from "../ui/text-input.tsx";
import { TextLink } from "../ui/text-link.tsx";

export function loader({ request, context }: LoaderFunctionArgs) {
  const { searchParams } = new URL(request.url);
  const next = localPath(searchParams.get("next"));
  if (context.viewer) throw redirect(next);
  return { next, notice: searchParams.get("notice") };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await request.formData();
  const email = textOf(form, "email");
  const { value, problem } = await attempt(
    request,
    context.api.identity.signIn({ email, password: textOf(form, "password") }),
  );
  if (problem) return data({ email, refusal: refusalOf(problem) }, { status: problem.status });
  throw redirect(localPath(textOf(form, "next")), { headers: firstLanguage(request, value.locale) });
}

export default function SignIn() {
  const t = useTranslations("identity");
  const { tenant } = useRootData();
  const { next, notice } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { errors, formError } = useRefusalTexts(answer?.refusal, {
    email: answer?.email ?? "",
    password: "",
  });
  return (
    <AuthLayout
      school={tenant?.name}
      title={t("signIn.title")}
      lead={t("signIn.lead")}
      footer={
        <div className="flex flex-col gap-2">
          <p>{t("signIn.noAccount")}</p>
          <TextLink to="/preferences">{t("signIn.preferences")}</TextLink>
        </div>
      }
    >
      {!answer && <SignInNotice notice={notice} next={next} />}
      <FormErrorSummary errors={errors} formError={formError} />
      <Form method="post" noValidate reloadDocument className="flex flex-col gap-5">
        <input type="hidden" name="next" value={next} />
        <Field name="email" label={t("fields.email")} error={errors.email ?? null} required>
          <TextInput
            type="email"
            autoComplete="username"
            inputMode="email"
            autoCapitalize="none"
            spellCheck={false}
            dir="ltr"
            defaultValue={answer?.email}
            autoFocus={!answer}
          />
        </Field>
        <Field name="password" label={t("fields.password")} error={errors.password ?? null} required>
          <PasswordInput autoComplete="current-password" autoFocus={Boolean(answer) && !formError} />
        </Field>
        <div className="flex flex-wrap items-center justify-between gap-3">
          <Button type="submit" tone="primary" className="px-5">
            {t("signIn.title")}
          </Button>
          <TextLink to="/forgot-password" className="text-small">
            {t("signIn.forgot")}
          </TextLink>
        </div>
      </Form>
    </AuthLayout>
  );
}

function SignInNotice({ notice, next }: { notice: string | null; next: string }) {
  const t = useTranslations("identity.signIn");
  if (notice === "signed-out") return <Notice tone="good">{t("signedOut")}</Notice>;
  if (notice === "password-set") return <Notice tone="good">{t("passwordSet")}</Notice>;
  return next === "/" ? null : <Notice>{t("needed")}</Notice>;
}
