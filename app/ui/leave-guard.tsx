import { type Location, useBlocker, useLocation, useNavigate } from "@remix-run/react";
import { useEffect, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { ConfirmDialog } from "./confirm-dialog.tsx";

export type LeaveGuardProps = {
  dirty: boolean;
  /** Parameters of the address that hold what is edited: changing one leaves too, like another page does. */
  parameters?: readonly string[];
};

/** Asks before typed text is left behind, inside the product and when the tab closes. */
export function LeaveGuard({ dirty, parameters = [] }: LeaveGuardProps) {
  const t = useTranslations("ui.form");
  const location = useLocation();
  const navigate = useNavigate();
  const leaving = useRef(false);
  const blocker = useBlocker(
    ({ currentLocation: here, nextLocation: next }) =>
      dirty &&
      !leaving.current &&
      (here.pathname !== next.pathname ||
        parameters.some((name) => parameterOf(here.search, name) !== parameterOf(next.search, name))),
  );
  // Where to is kept here: the router forgets what it held back when the page's data are read again meanwhile.
  const [asked, setAsked] = useState<Location | null>(null);
  useEffect(() => {
    if (blocker.state === "blocked") setAsked(blocker.location);
  }, [blocker]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a question is about the place where it was asked
  useEffect(() => {
    leaving.current = false;
    setAsked(null);
  }, [location]);
  useEffect(() => {
    if (!dirty) return;
    const hold = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", hold);
    return () => window.removeEventListener("beforeunload", hold);
  }, [dirty]);
  const stay = () => {
    setAsked(null);
    blocker.reset?.();
  };
  const leave = () => {
    if (blocker.state === "blocked") return blocker.proceed();
    leaving.current = true;
    if (asked) navigate(asked);
  };
  return (
    <ConfirmDialog
      open={asked !== null}
      onOpenChange={(open) => {
        if (!open) stay();
      }}
      title={t("leaveTitle")}
      consequence={t("leaveText")}
      confirmLabel={t("leave")}
      cancelLabel={t("stay")}
      onConfirm={leave}
    />
  );
}

const parameterOf = (search: string, parameter: string): string | null =>
  new URLSearchParams(search).get(parameter);
