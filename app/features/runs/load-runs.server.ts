import type { AppLoadContext } from "@remix-run/node";
import { load } from "~/api.server.ts";

const ended = ["failed", "succeeded", "cancelled"] as const;

/** The work of every school that the viewer may watch. Asks nothing for who may watch none. */
export async function loadRuns(request: Request, { api, viewer }: Pick<AppLoadContext, "api" | "viewer">) {
  if (viewer && !viewer.permissions.includes("jobs.watch")) throw new Response(null, { status: 403 });
  const { searchParams } = new URL(request.url);
  const wanted = searchParams.get("state");
  const state = ended.find((one) => one === wanted);
  const cursor = searchParams.get("cursor");
  return load(
    request,
    api.runs.list({
      ...(state && { state }),
      ...(wanted === "active" && { active: true }),
      ...(cursor && { cursor: cursor.slice(0, 100) }),
    }),
  );
}
