import type { LoaderFunctionArgs } from "@remix-run/node";
import { Outlet, useLoaderData, useParams } from "@remix-run/react";
import { Mail } from "lucide-react";
import { useTranslations } from "use-intl";
import { load } from "../api.server.ts";
import { HouseFrame } from "../features/frame/house-frame.tsx";
import { MailList } from "../features/mailbox/mail-list.tsx";
import { cn } from "../ui/cn.ts";
import { EmptyState } from "../ui/empty-state.tsx";
import { PageHeader } from "../ui/page-header.tsx";
import { RouteProblem } from "../ui/problems/route-problem.tsx";
import type { CrumbHandle } from "../ui/shell/crumbs.ts";

export const handle: CrumbHandle = { crumb: (_, t) => t("mailbox.title") };

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { searchParams } = new URL(request.url);
  const search = searchParams.get("q")?.slice(0, 100) ?? "";
  const cursor = searchParams.get("cursor");
  const page = await load(
    request,
    context.api.mailbox.list({ limit: 50, ...(search && { search }), ...(cursor && { cursor }) }),
  );
  return { ...page, search };
}

/** The list beside the mail; on phones one of the two. */
export default function Mailbox() {
  const t = useTranslations("mailbox");
  const { mails, nextCursor, search } = useLoaderData<typeof loader>();
  const { mailId } = useParams();
  return (
    <HouseFrame>
      <PageHeader title={t("title")} description={t("help")} />
      {mails.length === 0 && !search ? (
        <EmptyState icon={Mail} title={t("emptyTitle")} text={t("emptyText")} />
      ) : (
        <div className="grid min-h-[60vh] grid-cols-[minmax(0,1fr)] overflow-hidden rounded-card border border-line bg-surface md:grid-cols-[minmax(16rem,22rem)_minmax(0,1fr)]">
          <div className={cn("border-line md:border-e", mailId && "max-md:hidden")}>
            <MailList mails={mails} nextCursor={nextCursor} search={search} />
          </div>
          <div className={cn("min-w-0", !mailId && "max-md:hidden")}>
            <Outlet />
          </div>
        </div>
      )}
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
