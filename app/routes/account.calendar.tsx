import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { attempt, load } from "../api.server.ts";
import { textOf } from "../features/identity/form-data.ts";
import { type FeedAnswer, type FeedPerson, FeedsPage } from "../features/timetable/feed/feeds-page.tsx";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { feeds, mine } = context.api.timetable;
  const [list, { persons }] = await load(request, Promise.all([feeds.list(), mine()]));
  const once = new Map(persons.map(({ id, name, self }): [string, FeedPerson] => [id, { id, name, self }]));
  return { feeds: list, persons: [...once.values()] };
}

export async function action({ request, context }: ActionFunctionArgs): Promise<FeedAnswer> {
  const form = await request.formData();
  const { feeds } = context.api.timetable;
  const name = textOf(form, "name");
  if (textOf(form, "intent") === "remove") {
    const { problem } = await attempt(request, feeds.remove({ id: textOf(form, "id") }));
    return { intent: "remove", address: null, name, reason: problem?.reason ?? null };
  }
  const { value, problem } = await attempt(
    request,
    feeds.create({ personId: textOf(form, "personId"), name }),
  );
  return { intent: "create", address: value?.address ?? null, name, reason: problem?.reason ?? null };
}

export default function CalendarFeeds() {
  return <FeedsPage {...useLoaderData<typeof loader>()} answer={useActionData<typeof action>()} />;
}

export { RouteProblem as ErrorBoundary } from "../ui/problems/route-problem.tsx";
