import { isRouteErrorResponse, useLocation, useRouteError } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { type RootData, useOptionalRootData } from "../../root-data.ts";
import { Button } from "../button.tsx";
import { LinkButton } from "../link-button.tsx";
import { ProblemPage } from "./problem-page.tsx";

type Kind = "notFound" | "forbidden" | "unauthenticated" | "unavailable" | "broken";

const kinds: Record<number, Kind> = {
  401: "unauthenticated",
  403: "forbidden",
  404: "notFound",
  503: "unavailable",
};

/**
 * The ErrorBoundary of every route: `export { RouteProblem as ErrorBoundary } from "~/ui/problems/route-problem.tsx"`.
 * Inside a layout route it keeps the shell; `standalone` is for the root.
 */
export function RouteProblem({ standalone = false }: { standalone?: boolean }) {
  const error = useRouteError();
  const t = useTranslations("problems");
  const root = useOptionalRootData();
  const location = useLocation();
  const status = isRouteErrorResponse(error) ? error.status : 500;
  const closed = isRouteErrorResponse(error) ? (error.data as Partial<RootData> | null) : null;
  if (closed?.house === "unknown") return <UnknownSchool host={closed.host ?? ""} />;
  if (closed?.house === "suspended") return <SuspendedSchool name={closed.tenant?.name ?? ""} />;
  const kind = kinds[status] ?? "broken";
  const here = encodeURIComponent(location.pathname + location.search);
  return (
    <ProblemPage
      standalone={standalone}
      code={String(status)}
      title={t(`${kind}.title`)}
      text={t(`${kind}.text`)}
      hint={kind === "broken" && root ? `${t("broken.reference")}: ${root.requestId}` : undefined}
      action={<ProblemAction kind={kind} here={here} />}
    />
  );
}

function ProblemAction({ kind, here }: { kind: Kind; here: string }) {
  const t = useTranslations();
  if (kind === "unauthenticated") {
    return (
      <LinkButton tone="primary" to={`/sign-in?next=${here}`} reloadDocument>
        {t("common.signIn")}
      </LinkButton>
    );
  }
  return (
    <>
      {(kind === "broken" || kind === "unavailable") && (
        <Button tone="primary" onClick={() => window.location.reload()}>
          {t("common.retry")}
        </Button>
      )}
      <LinkButton to="/" reloadDocument>
        {t("problems.goHome")}
      </LinkButton>
    </>
  );
}

/** No tenant lives at this host name. */
function UnknownSchool({ host }: { host: string }) {
  const t = useTranslations("problems.unknownSchool");
  const root = host.split(".").slice(1).join(".") || host;
  return <ProblemPage standalone title={t("title")} text={t("text", { host })} hint={t("hint", { root })} />;
}

/** The house stands, but its owner or the platform has paused it. */
function SuspendedSchool({ name }: { name: string }) {
  const t = useTranslations("problems.suspendedSchool");
  return <ProblemPage standalone title={t("title", { name })} text={t("text")} />;
}
