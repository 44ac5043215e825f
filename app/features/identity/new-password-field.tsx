import { useTranslations } from "use-intl";
import { shortestPassword } from "../../../server/domains/identity/words/schema.ts";
import { Field } from "../../ui/field.tsx";
import { PasswordInput } from "../../ui/password-input.tsx";

/** Where a new password is chosen; password managers know it by `autocomplete`. */
export function NewPasswordField({ error, label }: { error?: string | undefined; label?: string }) {
  const t = useTranslations("identity.fields");
  return (
    <Field
      name="password"
      label={label ?? t("password")}
      help={t("passwordHelp")}
      error={error ?? null}
      required
    >
      <PasswordInput autoComplete="new-password" minLength={shortestPassword} maxLength={200} />
    </Field>
  );
}
