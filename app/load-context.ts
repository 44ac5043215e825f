import type { AppCaller } from "../server/trpc/caller.ts";
import type { Locale, Theme } from "./i18n/locale.ts";

/** The signed-in person as pages see them. Permissions decide what is offered; the API decides what is allowed. */
export interface Viewer {
  readonly personId: string;
  readonly name: string;
  readonly email: string;
  readonly roles: string[];
  readonly permissions: string[];
  readonly schools: { id: string; name: string }[];
}

/**
 * What the HTTP server hands to every loader and action.
 * `Api` is the tRPC caller bound to this request: same procedures as over HTTP, no hop.
 */
export interface RequestContext<Api = unknown> {
  readonly api: Api;
  /** Of this response's Content-Security-Policy; every inline script carries it. */
  readonly nonce: string;
  readonly requestId: string;
  /** The server's log; its lines name the request and the school. */
  readonly log: { error(fields: Record<string, unknown>, message: string): void };
  readonly locale: Locale;
  readonly theme: Theme;
  readonly viewer: Viewer | null;
  /** The house this host name belongs to; null where there is none. */
  readonly tenant: { name: string; slug: string } | null;
  /** IANA name of the school's time zone; dates on pages are shown in it. Default `UTC`. */
  readonly timeZone?: string;
  /** Hue of the school's accent, 0 to 360. */
  readonly accentHue?: number;
  /** Whether the in-app mailbox stands in for a mail service. Default no. */
  readonly mailboxOpen?: boolean;
}

declare module "@remix-run/node" {
  interface AppLoadContext extends RequestContext<AppCaller> {}

  interface Future {
    v3_singleFetch: true;
  }
}
