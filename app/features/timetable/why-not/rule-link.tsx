import type { ToldRule } from "#server/domains/timetable/explain/schema.ts";
import { TextLink } from "~/ui/text-link.tsx";
import { useWhyWords } from "./use-why-words.ts";

/** A rule that a reason names, leading to its form; the compulsory ones and pins have none. */
export function RuleLink({ schoolId, rule }: { schoolId: string; rule: ToldRule }) {
  const words = useWhyWords();
  if (!rule.ruleId) return <span>{words.rule(rule)}</span>;
  const search = new URLSearchParams({ type: rule.type, "edit.rules": rule.ruleId });
  return <TextLink to={`/school/${schoolId}/rules?${search}`}>{words.rule(rule)}</TextLink>;
}
