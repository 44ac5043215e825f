import { useRouteLoaderData } from "@remix-run/react";
import type { Messages } from "./i18n/catalog.server.ts";
import type { Locale, Theme } from "./i18n/locale.ts";
import type { RequestContext, Viewer } from "./load-context.ts";

/** What the root loader sends once per visit; pages read it through the hooks below. */
export type RootData = {
  readonly viewer: Viewer | null;
  readonly tenant: RequestContext["tenant"];
  readonly requestId: string;
  readonly locale: Locale;
  readonly theme: Theme;
  readonly timeZone: string;
  readonly accentHue: number | null;
  readonly narrowNavigation: boolean;
  /** Whether mail lands in the in-app mailbox instead of going out; never in production. */
  readonly mailboxOpen: boolean;
  readonly messages: Messages;
};

/** Undefined only where the root loader itself failed, which error pages must survive. */
export const useOptionalRootData = () => useRouteLoaderData("root") as RootData | undefined;

export function useRootData(): RootData {
  const data = useOptionalRootData();
  if (!data) throw new Error("useRootData needs the root loader's data");
  return data;
}

export const useViewer = (): Viewer | null => useRootData().viewer;

/** Whether to offer something. The API checks again; this only keeps people from doors that are closed. */
export const useMay = (permission: string): boolean => useViewer()?.permissions.includes(permission) ?? false;
