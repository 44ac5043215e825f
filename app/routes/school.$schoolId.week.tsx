import { WeekPage } from "~/features/school/week/week-page.tsx";
import { RouteProblem } from "~/ui/problems/route-problem.tsx";
import type { CrumbHandle } from "~/ui/shell/crumbs.ts";

export const handle: CrumbHandle = { crumb: (_, t) => t("school.sections.week") };

export default WeekPage;

export function ErrorBoundary() {
  return <RouteProblem />;
}
