import type { Config } from "./config.ts";

type Where = Pick<Config, "PUBLIC_URL_SCHEME" | "PUBLIC_PORT" | "PORT" | "ROOT_DOMAIN" | "production">;

/** Where a house answers, as links in mail name it that no request asked for. */
export function houseOrigin(config: Where, slug: string): string {
  const scheme = config.PUBLIC_URL_SCHEME ?? (config.production ? "https" : "http");
  const port = config.PUBLIC_PORT ?? config.PORT;
  const usual = scheme === "https" ? 443 : 80;
  return `${scheme}://${slug}.${config.ROOT_DOMAIN}${port === usual ? "" : `:${port}`}`;
}
