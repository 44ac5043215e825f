import { createTRPCClient, httpLink, type TRPCClient } from "@trpc/client";
import { ask } from "../../../server/testing/ask.ts";
import type { AppRouter } from "../../../server/trpc/root.ts";

/** A signed-in person without a browser: the stock tRPC client, and the cookie that lets others be that person. */
export type HouseClient = { readonly api: TRPCClient<AppRouter>; readonly cookie: string };

/** Signs in over HTTP. `on` another port the same cookie is good for another web process of the same town. */
export async function signInByHttp(
  port: number,
  slug: string,
  email: string,
  password: string,
): Promise<HouseClient> {
  let cookie = "";
  const signingIn = clientOf(port, slug, "", (set) => {
    cookie = set.split(";", 1)[0] ?? "";
  });
  await signingIn.identity.signIn.mutate({ email, password });
  return { api: clientOf(port, slug, cookie), cookie };
}

/** A client of a house at a web process, with the cookie of somebody who is signed in. */
export function clientOf(
  port: number,
  slug: string,
  cookie: string,
  onCookie: (set: string) => void = () => undefined,
): TRPCClient<AppRouter> {
  const host = `${slug}.localhost:${port}`;
  const fetch = async (url: unknown, { method, headers, body }: RequestInit = {}): Promise<Response> => {
    const { pathname, search } = new URL(String(url));
    const answer = await ask(port, host, pathname + search, {
      method: method ?? "GET",
      headers: { ...(headers as Record<string, string>), cookie, origin: `http://${host}` },
      ...(typeof body === "string" && { body }),
    });
    for (const set of [answer.headers["set-cookie"] ?? []].flat()) onCookie(set);
    return new Response(answer.body, { status: answer.status });
  };
  return createTRPCClient<AppRouter>({ links: [httpLink({ url: `http://${host}/trpc`, fetch })] });
}
