import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { load } from "../api.server.ts";
import { MailView } from "../features/mailbox/mail-view.tsx";
import { RouteProblem } from "../ui/problems/route-problem.tsx";
import type { CrumbHandle } from "../ui/shell/crumbs.ts";

export const handle: CrumbHandle<{ subject: string } | undefined> = {
  crumb: (mail) => mail?.subject ?? null,
};

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  return load(request, context.api.mailbox.read({ mailId: params.mailId ?? "" }));
}

export default function MailPage() {
  const mail = useLoaderData<typeof loader>();
  return <MailView key={mail.id} mail={mail} />;
}

export function ErrorBoundary() {
  return <RouteProblem />;
}
