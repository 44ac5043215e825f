import type { Messages as CatalogMessages } from "./catalog.server.ts";

/** Makes every `useTranslations("area")` and `t("key")` check its key while compiling. */
declare module "use-intl" {
  interface AppConfig {
    Messages: CatalogMessages;
  }
}
