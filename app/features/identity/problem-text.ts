import { useTranslations } from "use-intl";
import type { identity } from "../../i18n/messages/identity.en.ts";

type ErrorKey = keyof typeof identity.errors;

/** What a refused form tells its page: the whole, and field by field; `reason` is enough to say it in any language. */
export type Refusal = {
  reason: string;
  field: string | null;
  /** Names of fields that the input's schema refused. */
  invalid: readonly string[];
  retryAfter: number | null;
};

/** A problem of the API as plain data for the page. */
export const refusalOf = (problem: {
  reason: string;
  field: string | null;
  fields: Readonly<Record<string, string>>;
  details: Readonly<Record<string, unknown>>;
}): Refusal => ({
  reason: problem.reason,
  field: problem.field,
  invalid: Object.keys(problem.fields),
  retryAfter: typeof problem.details.retryAfter === "number" ? problem.details.retryAfter : null,
});

const byField: Record<string, ErrorKey> = { email: "email_invalid", name: "name_invalid" };

/** Texts of a refusal for a form: errors by field, and one for the whole when no field is to blame. */
export function useRefusalTexts(refusal: Refusal | null | undefined, values: Record<string, string> = {}) {
  const t = useTranslations("identity.errors");
  if (!refusal) return { errors: {}, formError: null };
  const errors: Record<string, string> = {};
  for (const name of refusal.invalid)
    errors[name] = t(values[name] === "" ? "required" : (byField[name] ?? "required"));
  const message = refusal.retryAfter === null ? t(keyOf(refusal.reason)) : waitText(t, refusal.retryAfter);
  if (refusal.field) errors[refusal.field] = message;
  return { errors, formError: refusal.field ? null : message };
}

/** One sentence for a refusal, for toasts. */
export function useReasonText(): (refusal: Refusal) => string {
  const t = useTranslations("identity.errors");
  return (refusal) =>
    refusal.retryAfter === null ? t(keyOf(refusal.reason)) : waitText(t, refusal.retryAfter);
}

const known = [
  "wrong_credentials",
  "deactivated",
  "wrong_password",
  "password_too_short",
  "password_like_email",
  "password_too_common",
  "email_needed",
  "email_taken",
  "already_member",
  "person_deactivated",
  "person_unknown",
  "shared_person",
  "permission_missing",
  "last_role",
  "last_admin",
  "not_yourself",
  "not_a_pupil",
  "not_a_guardian",
  "version_stale",
  "session_gone",
  "invitation_unknown",
] as const satisfies readonly ErrorKey[];

function keyOf(reason: string): ErrorKey {
  if (reason === "input.invalid") return "input_invalid";
  const name = reason.replace(/^identity\./, "");
  return known.find((one) => one === name) ?? "other";
}

const waitText = (t: ReturnType<typeof useTranslations<"identity.errors">>, seconds: number): string =>
  seconds > 90
    ? t("too_many_attempts_minutes", { minutes: Math.ceil(seconds / 60) })
    : t("too_many_attempts", { seconds });
