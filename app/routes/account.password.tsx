import { type ActionFunctionArgs, data } from "@remix-run/node";
import { Form, useActionData, useNavigation, useRouteLoaderData } from "@remix-run/react";
import { useEffect, useRef } from "react";
import { useTranslations } from "use-intl";
import { attempt } from "../api.server.ts";
import { textOf } from "../features/identity/form-data.ts";
import { Moment } from "../features/identity/moment.tsx";
import { NewPasswordField } from "../features/identity/new-password-field.tsx";
import { Notice } from "../features/identity/notice.tsx";
import { refusalOf, useRefusalTexts } from "../features/identity/problem-text.ts";
import { Button } from "../ui/button.tsx";
import { Field } from "../ui/field.tsx";
import { FormErrorSummary } from "../ui/form-error-summary.tsx";
import { PasswordInput } from "../ui/password-input.tsx";
import type { loader as accountLoader } from "./account.tsx";

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await request.formData();
  const { problem } = await attempt(
    request,
    context.api.identity.changePassword({
      current: textOf(form, "current"),
      password: textOf(form, "password"),
    }),
  );
  if (problem) return data({ saved: false, refusal: refusalOf(problem) }, problem.status);
  return { saved: true, refusal: null };
}

export default function Password() {
  const t = useTranslations("identity");
  const profile = useRouteLoaderData<typeof accountLoader>("routes/account");
  const answer = useActionData<typeof action>();
  const busy = useNavigation().formAction === "/account/password";
  const { errors, formError } = useRefusalTexts(answer?.refusal, { current: "", password: "" });
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (answer?.saved) form.current?.reset(); // what was typed is a secret and no longer needed
  }, [answer]);
  return (
    <section aria-labelledby="password-title" className="max-w-xl">
      <h2 id="password-title" className="text-large">
        {t("account.passwordTitle")}
      </h2>
      <p className="mt-0.5 mb-5 text-muted">{t("account.passwordHelp")}</p>
      {answer?.saved && <Notice tone="good">{t("account.passwordSaved")}</Notice>}
      <FormErrorSummary errors={errors} formError={formError} />
      <Form ref={form} method="post" noValidate className="flex max-w-sm flex-col gap-5">
        <input type="hidden" name="username" autoComplete="username" value={profile?.email ?? ""} />
        <Field
          name="current"
          label={t("fields.currentPassword")}
          error={errors.current ?? null}
          help={
            profile?.passwordChangedAt &&
            t.rich("account.passwordAge", {
              when: () => <Moment iso={profile.passwordChangedAt ?? ""} />,
            })
          }
          required
        >
          <PasswordInput autoComplete="current-password" maxLength={200} />
        </Field>
        <NewPasswordField label={t("fields.newPassword")} error={errors.password} />
        <Button type="submit" tone="primary" busy={busy} className="self-start">
          {t("account.passwordSubmit")}
        </Button>
      </Form>
    </section>
  );
}
