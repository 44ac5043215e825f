import { useCallback } from "react";
import { useTranslations } from "use-intl";
import type { Messages } from "~/i18n/catalog.server.ts";

type Key = keyof Messages["shop"]["failureReasons"];
export type Failure = { error: string; details: Readonly<Record<string, unknown>> };

/** Why something failed, in words; a reason that has none is shown as it is. */
export function useFailureReason(): (failure: Failure) => string {
  const t = useTranslations("shop.failureReasons");
  return useCallback(
    (failure) => {
      const { key, ...facts } = factsOf(failure);
      return t.has(key) ? t(key, facts) : failure.error;
    },
    [t],
  );
}

/** What a text about a failure is filled in with: the shop says why in several `messages`, others in one `message`. */
export function factsOf({ error, details }: Failure) {
  const { messages, message, field, text, currency } = details;
  const said = [...(Array.isArray(messages) ? messages : []), message].filter(
    (one): one is string => typeof one === "string" && one !== "",
  );
  return {
    // reasons of the house's own domains have keys of their own; the database's may be named alike
    key: (error.startsWith("database.") ? error.replace(".", "_") : error.replace(/^\w+\./, "")) as Key,
    field: orNone(field),
    text: orNone(text),
    currency: orNone(currency),
    message: said.map((one) => one.replace(/\.$/, "")).join("; ") || "none",
  };
}

const orNone = (fact: unknown): string => (typeof fact === "string" && fact ? fact : "none");
