import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { attempt } from "~/api.server.ts";
import { HouseFrame } from "~/features/frame/house-frame.tsx";
import { loadRuns } from "~/features/runs/load-runs.server.ts";
import { type RunAnswer, RunsPage } from "~/features/runs/runs-page.tsx";
import { RouteProblem } from "~/ui/problems/route-problem.tsx";
import type { CrumbHandle } from "~/ui/shell/crumbs.ts";

export const handle: CrumbHandle = { crumb: (_, t) => t("runs.title") };

export const loader = ({ request, context }: LoaderFunctionArgs) => loadRuns(request, context);

/** Stops work, or does failed work again. */
export async function action({ request, context }: ActionFunctionArgs): Promise<RunAnswer> {
  const form = await request.formData();
  const intent = form.get("intent") === "replay" ? "replay" : "cancel";
  const { problem } = await attempt(request, context.api.runs[intent]({ id: String(form.get("id")) }));
  return { intent, title: String(form.get("title") ?? ""), reason: problem?.reason ?? null };
}

export default function Work() {
  return (
    <HouseFrame>
      <RunsPage {...useLoaderData<typeof loader>()} />
    </HouseFrame>
  );
}

export function ErrorBoundary() {
  return (
    <HouseFrame>
      <RouteProblem />
    </HouseFrame>
  );
}
