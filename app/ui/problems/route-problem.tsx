import { useLocation, useRevalidator, useRouteError } from "@remix-run/react";
import { useEffect, useRef } from "react";
import { useTranslations } from "use-intl";
import { useOptionalRootData } from "../../root-data.ts";
import { Button } from "../button.tsx";
import { LinkButton } from "../link-button.tsx";
import { type ProblemKind, problemOf } from "./problem-kind.ts";
import { ProblemPage } from "./problem-page.tsx";

/** Milliseconds until a page whose trouble passes by itself tries again. */
const waits: Partial<Record<ProblemKind, number>> = { unavailable: 3_000, offline: 3_000, busy: 15_000 };

/**
 * The ErrorBoundary of every route: `export { RouteProblem as ErrorBoundary } from "~/ui/problems/route-problem.tsx"`.
 * Inside a layout route it keeps the shell; `standalone` is for the root.
 */
export function RouteProblem({ standalone = false }: { standalone?: boolean }) {
  const error = useRouteError();
  const t = useTranslations("problems");
  const root = useOptionalRootData();
  const location = useLocation();
  const { kind, code } = problemOf(error);
  useComingBack(waits[kind]);
  const here = encodeURIComponent(location.pathname + location.search);
  return (
    <ProblemPage
      standalone={standalone}
      code={code}
      title={t(`${kind}.title`)}
      text={t(`${kind}.text`)}
      hint={kind === "broken" && root ? `${t("broken.reference")}: ${root.requestId}` : undefined}
      action={<ProblemAction kind={kind} here={here} />}
    />
  );
}

/** Reads the page's data again until it is there; many pages that lost the same database do not come all at once. */
function useComingBack(wait: number | undefined): void {
  const { revalidate, state } = useRevalidator();
  const current = useRef(revalidate);
  current.current = revalidate;
  useEffect(() => {
    if (wait === undefined || state !== "idle") return;
    const timer = setTimeout(() => current.current(), wait * (0.75 + Math.random() / 2));
    return () => clearTimeout(timer);
  }, [wait, state]);
}

function ProblemAction({ kind, here }: { kind: ProblemKind; here: string }) {
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
      {(kind === "broken" || waits[kind] !== undefined) && (
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
