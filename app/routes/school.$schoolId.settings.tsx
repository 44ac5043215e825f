import { SettingsPage } from "~/features/school/settings/settings-page.tsx";
import { RouteProblem } from "~/ui/problems/route-problem.tsx";
import type { CrumbHandle } from "~/ui/shell/crumbs.ts";

export const handle: CrumbHandle = { crumb: (_, t) => t("school.sections.settings") };

export default SettingsPage;

export function ErrorBoundary() {
  return <RouteProblem />;
}
