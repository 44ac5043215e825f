import interLatin from "@fontsource-variable/inter/files/inter-latin-wght-normal.woff2";
import notoArabic from "@fontsource-variable/noto-sans-arabic/files/noto-sans-arabic-arabic-wght-normal.woff2";
import type { LoaderFunctionArgs } from "@remix-run/node";
import {
  Links,
  Meta,
  type MetaFunction,
  Outlet,
  Scripts,
  ScrollRestoration,
  type ShouldRevalidateFunction,
  useFetcher,
} from "@remix-run/react";
import type { CSSProperties, ReactNode } from "react";
import { IntlProvider } from "use-intl";
import { compiledCatalogs } from "./i18n/compiled.server.ts";
import { fallbackMessages } from "./i18n/fallback-messages.ts";
import { directionOf, intlTagOf, isTheme, readCookie } from "./i18n/locale.ts";
import { type RootData, useOptionalRootData } from "./root-data.ts";
import styles from "./styles/app.css";
import favicon from "./ui/favicon.svg";
import { useNonce } from "./ui/nonce.ts";
import { RouteProblem } from "./ui/problems/route-problem.tsx";
import { ToastProvider } from "./ui/toast.tsx";

export const links = () => [
  { rel: "stylesheet", href: styles },
  { rel: "icon", href: favicon, type: "image/svg+xml" },
];

export const meta: MetaFunction<typeof loader> = ({ data: root }) => [
  { title: root?.tenant?.name ?? "Atrium" },
];

/** Sends who is here, where, and the language's texts. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const root: RootData = {
    viewer: context.viewer,
    tenant: context.tenant,
    requestId: context.requestId,
    locale: context.locale,
    theme: context.theme,
    timeZone: context.timeZone ?? "UTC",
    accentHue: context.accentHue ?? null,
    narrowNavigation: readCookie(request.headers.get("cookie"), "nav") === "narrow",
    mailboxOpen: context.mailboxOpen ?? false,
    messages: compiledCatalogs[context.locale],
  };
  return root;
}

/** The catalog travels once: only a changed preference or a new identity loads the root again. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ formAction }) =>
  formAction !== undefined && /^\/(preferences|sign-|account|school\/new)/.test(formAction);

export function Layout({ children }: { children: ReactNode }) {
  const nonce = useNonce();
  const root = useOptionalRootData();
  const pendingTheme = useFetcher({ key: "preferences" }).formData?.get("theme");
  const locale = root?.locale ?? "en";
  const accent = root?.accentHue == null ? undefined : ({ "--accent-hue": root.accentHue } as CSSProperties);
  return (
    <html
      lang={locale}
      dir={directionOf(locale)}
      data-theme={isTheme(pendingTheme) ? pendingTheme : (root?.theme ?? "system")}
      style={accent}
    >
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <meta name="color-scheme" content="light dark" />
        <link rel="preload" as="font" type="font/woff2" href={interLatin} crossOrigin="anonymous" />
        {locale === "ar" && (
          <link rel="preload" as="font" type="font/woff2" href={notoArabic} crossOrigin="anonymous" />
        )}
        <Meta />
        <Links />
      </head>
      <body>
        <IntlProvider
          locale={intlTagOf(locale)}
          messages={root?.messages ?? fallbackMessages}
          timeZone={root?.timeZone ?? "UTC"}
        >
          <ToastProvider>{children}</ToastProvider>
        </IntlProvider>
        <ScrollRestoration nonce={nonce} />
        <Scripts nonce={nonce} />
      </body>
    </html>
  );
}

export default function App() {
  return <Outlet />;
}

export function ErrorBoundary() {
  return <RouteProblem standalone />;
}
