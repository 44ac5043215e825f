import { RouteProblem } from "~/ui/problems/route-problem.tsx";

/**
 * Every address that no other route knows. Browsers find routes as they need them, so without this one server and
 * browser would differ in what they take for the nearest known place, and the page would be drawn twice.
 */
export const loader = () => {
  throw new Response(null, { status: 404 });
};

export default function Nowhere() {
  return null;
}

export function ErrorBoundary() {
  return <RouteProblem standalone />;
}
